package dev.tributary.ingestor.telegram.media;

import dev.tributary.contract.config.TelegramSettings.Media;
import dev.tributary.ingestor.source.ChatPatterns;

/// The operator's rule: which files are fetched.
public final class MediaRule {

    private static final long MEGABYTE = 1_000_000;

    private final Media settings;
    private final ChatPatterns chats;

    public MediaRule(Media settings) {
        this.settings = settings;
        this.chats = ChatPatterns.of(settings.include());
    }

    /// Whether any file is wanted.
    boolean isOn() {
        return !settings.types().isEmpty();
    }

    /// Whatever chat it is in. A file whose size nobody knows may be of any, and is left.
    public boolean wants(MediaFile file) {
        return settings.types().contains(file.type())
                && file.size() > 0
                && file.size() <= settings.maxMegabytes() * MEGABYTE;
    }

    /// Of a chat that is read.
    ///
    /// @param title empty if it is not known
    public boolean wantsOf(long chat, String title) {
        return chats.isEmpty() || chats.match(Long.toString(chat), title);
    }
}
