package dev.tributary.standalone.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipFile;

/// A library whose class files are too old for an AOT cache, written anew at a version that it
/// takes. The JVM caches no class older than Java 6 (version 50): such a class has no stack maps
/// and is verified by the old verifier each time it is loaded. Here the stack maps are computed
/// once.
///
/// Classes that a jar has for newer Java versions alone (`META-INF/versions`) stand where the
/// others stand: the JVM caches none from there.
///
/// Picocli also loses a look for Groovy's closures, which are not there: to find that out, the JVM
/// opens every jar of the class path.
final class RaisedJar {

    private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;
    private static final int RAISED = ClassFile.JAVA_8_VERSION;

    /// Of `picocli.CommandLine`; gives the class or null.
    private static final String LOOKS_FOR_GROOVY = "loadClosureClass";

    private RaisedJar() {}

    private static void findingNothing(MethodBuilder method, MethodElement element) {
        if (element instanceof CodeModel) {
            method.withCode(code -> code.aconst_null().areturn());
        } else {
            method.with(element);
        }
    }

    /// The same bytes for the same jar: entries keep their order and their times.
    ///
    /// @return the new jar, of the same name
    static Path write(Path jar, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path raised = directory.resolve(jar.getFileName());
        Path next = directory.resolve(jar.getFileName() + ".next");
        try (URLClassLoader library = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                JarFile from = newest(jar);
                OutputStream file = Files.newOutputStream(next);
                JarOutputStream to = new JarOutputStream(file)) {
            ClassFile classFile = classFile(library);
            for (JarEntry entry : from.versionedStream().toList()) {
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                try (InputStream in = from.getInputStream(entry)) {
                    byte[] content = in.readAllBytes();
                    to.write(content(classFile, entry, content));
                }
                to.closeEntry();
            }
        }
        // A running program may have the old file mapped; it keeps it.
        return Files.move(
                next, raised, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] content(ClassFile classFile, JarEntry entry, byte[] content) {
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            return ofOneVersion(content);
        }
        return isClass(entry) ? raised(classFile, content) : content;
    }

    private static JarFile newest(Path jar) throws IOException {
        return new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    }

    private static byte[] ofOneVersion(byte[] manifest) {
        return new String(manifest, UTF_8)
                .replaceFirst("Multi-Release: true\\R", "")
                .getBytes(UTF_8);
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
    }

    private static ClassFile classFile(ClassLoader library) {
        return ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing(library)
                                .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static byte[] raised(ClassFile classFile, byte[] content) {
        ClassModel model = classFile.parse(content);
        if (model.majorVersion() >= OLDEST_CACHED) {
            return content;
        }
        return classFile.transformClass(
                model,
                ClassTransform.transformingMethods(
                                method -> method.methodName().equalsString(LOOKS_FOR_GROOVY),
                                RaisedJar::findingNothing)
                        .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL))
                        .andThen(
                                ClassTransform.endHandler(
                                        builder -> builder.withVersion(RAISED, 0))));
    }
}
