package dev.tributary.ingestor.telegram.tdlib;

import dev.tributary.contract.config.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where one account's session is and with whom it is. TDLib deletes what is in the directory when
/// the session is lost, so nothing of ours may be there.
///
/// @param directory of this account alone; it must exist, and nobody else may be able to enter it:
///   TDLib writes its database with the rights 0644
/// @param key 32 random bytes in Base64, with which everything in the directory is encrypted
/// @param apiId of the application, from <https://my.telegram.org>
/// @param usesTestServers Telegram's test servers in place of the real ones
/// @param proxy null: connections go straight to Telegram
public record TdSession(
        Path directory,
        Secret key,
        int apiId,
        Secret apiHash,
        boolean usesTestServers,
        @Nullable TdProxy proxy) {}
