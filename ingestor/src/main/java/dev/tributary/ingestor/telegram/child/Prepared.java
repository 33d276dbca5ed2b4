package dev.tributary.ingestor.telegram.child;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.telegram.AccountHome;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the commands `install` and `login` have left in the data directory, with its time: by it
/// somebody's work is seen while the ingestor runs.
///
/// @param files with their times of change, in milliseconds
record Prepared(Map<Path, Long> files) {

    Prepared {
        files = Map.copyOf(files);
    }

    /// What cannot be read counts as absent, and so is no news.
    static Prepared in(DataDirectory data) {
        Map<Path, Long> files = new HashMap<>();
        for (File library : entries(data.libraries())) {
            if (library.getName().endsWith(".so")) {
                files.put(library.toPath(), library.lastModified());
            }
        }
        for (File account : entries(data.telegram())) {
            File owner = AccountHome.of(data, account.getName()).ownerFile().toFile();
            if (owner.exists()) {
                files.put(owner.toPath(), owner.lastModified());
            }
        }
        return new Prepared(files);
    }

    private static List<File> entries(Path directory) {
        File[] entries = directory.toFile().listFiles();
        return entries == null ? List.of() : List.of(entries);
    }

    /// Whether a library was installed or somebody has signed in since. A logout is no news.
    boolean isNewsAfter(Prepared before) {
        return files.entrySet().stream()
                .anyMatch(file -> !file.getValue().equals(before.files.get(file.getKey())));
    }
}
