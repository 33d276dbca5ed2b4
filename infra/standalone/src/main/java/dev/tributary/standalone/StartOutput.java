package dev.tributary.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a stack in the background prints while it starts. It is some ten lines long.
final class StartOutput {

    static final String STARTING = "tributary: starting ";

    private final Path file;
    private int told;

    StartOutput(Path file) {
        this.file = file;
    }

    /// The parts that began since the last call.
    List<String> progress() throws IOException {
        List<String> all = lines().filter(line -> line.startsWith(STARTING)).toList();
        List<String> news = all.subList(Math.min(told, all.size()), all.size());
        told = all.size();
        return news;
    }

    /// Why it did not start.
    String withoutProgress() throws IOException {
        return lines().filter(Predicate.not(line -> line.startsWith(STARTING)))
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /// Whole lines alone.
    private Stream<String> lines() throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines();
    }
}
