package dev.tributary.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// The files for systemd and launchd, as far as they can be checked without either running.
@Tag("stack")
class UnitFilesIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir Path directory;

    @Test
    void systemd_finds_nothing_to_complain_of_in_the_units_of_the_machine() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");

        assertThat(verify("--system", installed(ROOT.resolve("infra/systemd")))).isEmpty();
    }

    @Test
    void systemd_finds_nothing_to_complain_of_in_the_unit_of_a_user() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");

        assertThat(verify("--user", installed(ROOT.resolve("infra/systemd/user")))).isEmpty();
    }

    @Test
    void the_agent_for_launchd_is_a_property_list_with_what_it_needs() throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        // The DTD is at Apple, and a test asks nobody.
        parser.setEntityResolver(
                (_, _) -> new org.xml.sax.InputSource(new java.io.StringReader("")));

        Element plist =
                parser.parse(ROOT.resolve("infra/launchd/dev.tributary.plist").toFile())
                        .getDocumentElement();

        assertThat(plist.getTagName()).isEqualTo("plist");
        List<Element> entries = children(children(plist).getFirst());
        assertThat(entries.stream().filter(e -> e.getTagName().equals("key")))
                .extracting(Node::getTextContent)
                .contains("Label", "ProgramArguments", "RunAtLoad", "KeepAlive", "ExitTimeOut");
        for (int i = 0; i < entries.size(); i += 2) {
            assertThat(entries.get(i).getTagName()).isEqualTo("key");
            assertThat(entries.get(i + 1).getTagName())
                    .isIn("string", "array", "dict", "true", "false", "integer");
        }
    }

    private static List<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /// The units with the paths of this checkout: systemd looks for the programs.
    private List<String> installed(Path units) throws IOException {
        List<String> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(units)) {
            for (Path unit : files.filter(Files::isRegularFile).sorted().toList()) {
                Path copy = directory.resolve(unit.getFileName());
                String text = Files.readString(unit);
                Files.writeString(copy, text.replace("/opt/tributary", ROOT.toString()));
                copies.add(copy.toString());
            }
        }
        assertThat(copies).isNotEmpty();
        return copies;
    }

    /// What it says; a word about anything is a fault, whatever its exit code is.
    private String verify(String scope, List<String> units) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(ANALYZE.toString(), "verify", scope, "--man=no"));
        command.addAll(units);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
