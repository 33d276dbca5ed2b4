package dev.tributary.ingestor.append;

import dev.tributary.contract.identity.AccountId;
import java.util.regex.Pattern;

/// Whose cursor it is: the key in `tributary.cursors`, `<account>/<stream>`.
///
/// @param stream what of the account is read: `live`, `import:` and the file's SHA-256, or a
///   source's own word for a part of it
public record CursorKey(AccountId account, String stream) {

    public static final String LIVE = "live";

    private static final Pattern STREAM = Pattern.compile("[a-z0-9:._-]+");

    public CursorKey {
        if (!STREAM.matcher(stream).matches()) {
            throw new IllegalArgumentException(
                    "stream \"" + stream + "\" has characters other than a-z 0-9 : . _ -");
        }
    }

    public static CursorKey live(AccountId account) {
        return new CursorKey(account, LIVE);
    }

    @Override
    public String toString() {
        return account + "/" + stream;
    }
}
