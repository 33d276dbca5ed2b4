package dev.tributary.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certificate authority of a test, made by the JDK's keytool, with a server's certificate for
/// 127.0.0.1 and clients' ones. Files in one directory.
public record TestCertificates(Path directory) {

    public static final String PASSWORD = "test-password";

    private static final String AUTHORITY = "ca";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /// Takes about three seconds.
    public static TestCertificates make(Path directory) throws IOException, InterruptedException {
        TestCertificates certificates = new TestCertificates(directory);
        keytool(
                certificates.key(AUTHORITY, "CN=Test CA"),
                List.of("-ext", "bc:c", "-ext", "keyUsage:c=keyCertSign"));
        certificates.export(AUTHORITY);
        certificates.signed("server", "CN=127.0.0.1", "san=ip:127.0.0.1,dns:localhost");
        return certificates;
    }

    /// Signed by the authority, for a client of that name.
    public TestCertificates withClient(String name) throws IOException, InterruptedException {
        signed(name, "CN=" + name, "eku=clientAuth");
        return this;
    }

    private void signed(String alias, String subject, String extension)
            throws IOException, InterruptedException {
        keytool(key(alias, subject), List.of());
        Path request = directory.resolve(alias + ".csr");
        keytool(store(alias, "-certreq"), List.of("-file", request.toString()));
        keytool(
                store(AUTHORITY, "-gencert"),
                List.of(
                        "-rfc",
                        "-ext",
                        extension,
                        "-validity",
                        "30",
                        "-infile",
                        request.toString(),
                        "-outfile",
                        certificate(alias).toString()));
        keytool(
                List.of(
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        AUTHORITY,
                        "-keystore",
                        keyStore(alias).toString(),
                        "-storepass",
                        PASSWORD,
                        "-file",
                        certificate(AUTHORITY).toString()),
                List.of());
        keytool(store(alias, "-importcert"), List.of("-file", certificate(alias).toString()));
        endLinesByLineFeed(certificate(alias));
        writeKey(alias);
    }

    private List<String> key(String alias, String subject) {
        return store(
                alias,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                subject,
                "-validity",
                "30");
    }

    private List<String> store(String alias, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(
                List.of(
                        "-alias",
                        alias,
                        "-keystore",
                        keyStore(alias).toString(),
                        "-storepass",
                        PASSWORD));
        return arguments;
    }

    private void export(String alias) throws IOException, InterruptedException {
        keytool(
                store(alias, "-exportcert"),
                List.of("-rfc", "-file", certificate(alias).toString()));
        endLinesByLineFeed(certificate(alias));
    }

    /// keytool ends them as mail does.
    private static void endLinesByLineFeed(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace("\r", ""));
    }

    private void writeKey(String alias) throws IOException {
        try (var in = Files.newInputStream(keyStore(alias))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] der = store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            writePrivately(derKey(alias), der);
            String pem =
                    "-----BEGIN PRIVATE KEY-----\n"
                            + new String(PEM.encode(der), US_ASCII)
                            + "\n-----END PRIVATE KEY-----\n";
            writePrivately(pemKey(alias), pem.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Postgres and its driver take no key that others may read.
    private static void writePrivately(Path file, byte[] content) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }

    private static void keytool(List<String> command, List<String> more)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(command);
        line.addAll(more);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said.strip());
        }
    }

    /// PEM of the authority itself.
    public Path authority() {
        return certificate(AUTHORITY);
    }

    /// PEM.
    public Path certificate(String alias) {
        return directory.resolve(alias + ".pem");
    }

    /// PKCS 12, with the password.
    public Path keyStore(String alias) {
        return directory.resolve(alias + ".p12");
    }

    /// PKCS 8 in PEM, open.
    public Path pemKey(String alias) {
        return directory.resolve(alias + ".key");
    }

    /// PKCS 8 as bytes, open, as Postgres' JDBC driver wants it.
    public Path derKey(String alias) {
        return directory.resolve(alias + ".pk8");
    }
}
