package dev.tributary.ingestor.telegram.tdlib;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where npm would get a package from: the settings of npm itself, so that a company's mirror is
/// used without another word (<https://docs.npmjs.com/cli/v11/using-npm/config#registry>).
final class NpmRegistry {

    private static final URI PUBLIC = URI.create("https://registry.npmjs.org/");
    private static final String SCOPE = "@prebuilt-tdlib:registry";

    private NpmRegistry() {}

    /// @param npmrc the lines of the user's `.npmrc`
    static URI of(Map<String, String> environment, List<String> npmrc) {
        return value(npmrc, SCOPE)
                .or(() -> variable(environment))
                .or(() -> value(npmrc, "registry"))
                .map(NpmRegistry::withSlash)
                .orElse(PUBLIC);
    }

    /// npm reads its variables in any case.
    private static Optional<String> variable(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("npm_config_registry"))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static Optional<String> value(List<String> npmrc, String key) {
        return npmrc.stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equals(key))
                .map(pair -> pair[1].strip().replace("\"", ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static URI withSlash(String uri) {
        return URI.create(uri.endsWith("/") ? uri : uri + "/");
    }
}
