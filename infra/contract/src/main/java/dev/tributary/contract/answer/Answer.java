package dev.tributary.contract.answer;

import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engine found.
public sealed interface Answer {

    /// Of a search, best first.
    record Hits(List<Hit> hits) implements Answer {
        public Hits {
            hits = List.copyOf(hits);
        }
    }

    /// Of a context question, in chat order.
    ///
    /// @param focus the message that was asked about; null if none was
    record Messages(List<Message> messages, @Nullable MessageRef focus) implements Answer {
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /// @param versions oldest first
    /// @param deletedAt null if the message was not deleted
    record Versions(Message current, List<Version> versions, @Nullable Instant deletedAt)
            implements Answer {
        public Versions {
            versions = List.copyOf(versions);
        }
    }

    /// @param at the edit time, or the send time of the first version
    record Version(@Nullable Instant at, String text) {}

    record ChatList(List<ChatEntry> chats) implements Answer {
        public ChatList {
            chats = List.copyOf(chats);
        }
    }

    record ChatEntry(
            ChatRef ref,
            @Nullable ChatKind kind,
            @Nullable String title,
            long messages,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {}

    /// @param chats most messages first
    record StatsReport(Totals totals, List<ChatCount> chats) implements Answer {
        public StatsReport {
            chats = List.copyOf(chats);
        }
    }

    /// Deleted messages are counted apart and nowhere else.
    ///
    /// @param replies messages that answer another one, whether that is in the archive or not
    /// @param embedded messages whose text has a vector
    record Totals(
            long messages,
            long replies,
            long chats,
            long embedded,
            long deleted,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {}

    record ChatCount(
            ChatRef ref, @Nullable String title, long messages, long replies, long embedded) {}

    /// @param embedding null where vectors are off or no model was ever used
    /// @param positions how far each consumer group has come in each partition of the log
    record ArchiveStatus(
            List<AccountStatus> accounts,
            @Nullable EmbeddingStatus embedding,
            List<Position> positions)
            implements Answer {
        public ArchiveStatus {
            accounts = List.copyOf(accounts);
            positions = List.copyOf(positions);
        }
    }

    /// @param lastEventAt the newest send, edit or delete time
    record AccountStatus(
            AccountId account, long chats, long messages, @Nullable Instant lastEventAt) {}

    /// @param texts distinct texts that can have a vector
    /// @param embedded those that have one
    /// @param indexing what the vector index does now, in a word or two; `ready` normally
    record EmbeddingStatus(
            String model, int dimension, long texts, long embedded, String indexing) {

        /// From 0 to 1; an archive without texts is covered.
        public double coverage() {
            return texts == 0 ? 1 : (double) embedded / texts;
        }
    }

    /// @param offset of the next record to be read
    record Position(String group, String topic, int partition, long offset) {}
}
