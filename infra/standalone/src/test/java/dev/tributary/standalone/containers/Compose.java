package dev.tributary.standalone.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The command `docker compose`, as a user has it, in a checkout.
///
/// @param options before the subcommand: profiles
record Compose(Path checkout, List<String> options) {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    Compose {
        options = List.copyOf(options);
    }

    /// What a command said, and how it ended.
    record Outcome(int code, String out, String err) {
        boolean isGood() {
            return code == 0;
        }
    }

    Compose with(String... moreOptions) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(moreOptions));
        return new Compose(checkout, all);
    }

    /// @return what it said on stdout
    /// @throws AssertionError if it fails
    String run(String... arguments) {
        Outcome outcome = attempt(arguments);
        if (!outcome.isGood()) {
            throw new AssertionError(
                    "docker compose %s ended with %d: %s%s"
                            .formatted(
                                    String.join(" ", arguments),
                                    outcome.code(),
                                    outcome.out(),
                                    outcome.err()));
        }
        return outcome.out();
    }

    Outcome attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command(command);
    }

    /// In the container of a service that runs.
    Outcome exec(String service, String... command) {
        List<String> arguments = new ArrayList<>(List.of("exec", "-T", service));
        arguments.addAll(List.of(command));
        return attempt(arguments.toArray(String[]::new));
    }

    /// One that goes on; what it says on stderr goes to ours.
    Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(options);
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(checkout.toFile())
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Any command, in the checkout.
    Outcome command(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out = text(process.getInputStream());
            CompletableFuture<String> err = text(process.getErrorStream());
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("in vain waited for " + command);
            }
            return new Outcome(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
    }

    private static CompletableFuture<String> text(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(e);
                    }
                });
        return text;
    }

    /// Where a published port is reached, `127.0.0.1:NNN`.
    String published(String service, int port) {
        return run("port", service, Integer.toString(port)).strip();
    }
}
