package dev.tributary.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.rpc.client.DaemonClient;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientPathTest {

    /// Of records; a client does not call them.
    private static final Set<String> UNCALLED = Set.of("toString", "hashCode", "equals");

    @Test
    void nothing_in_a_client_is_linked_at_run_time() throws Exception {
        Path classes =
                Path.of(
                                DaemonClient.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                        .resolve("dev/tributary/rpc");
        List<String> linked;
        try (Stream<Path> files = Files.walk(classes)) {
            linked =
                    files.filter(file -> file.toString().matches(".*/(client|wire|place)/.*class"))
                            .flatMap(ClientPathTest::linkedMethods)
                            .toList();
        }

        assertThat(linked).as("methods with invokedynamic").isEmpty();
    }

    private static Stream<String> linkedMethods(Path file) {
        try {
            ClassModel type = ClassFile.of().parse(file);
            return type.methods().stream()
                    .filter(method -> !UNCALLED.contains(method.methodName().stringValue()))
                    .filter(ClientPathTest::isLinked)
                    .map(method -> file.getFileName() + " " + method.methodName());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isLinked(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(InvokeDynamicInstruction.class::isInstance);
    }
}
