package dev.tributary.simulator.telegram.town;

/// Where messages go, as Telegram names it.
public sealed interface Peer {

    long id();

    /// The one number that TDLib makes of it.
    long chatId();

    record User(long id) implements Peer {

        @Override
        public long chatId() {
            return id;
        }
    }

    record Group(long id) implements Peer {

        @Override
        public long chatId() {
            return -id;
        }
    }

    record Channel(long id) implements Peer {

        private static final long FIRST = -1_000_000_000_000L;

        @Override
        public long chatId() {
            return FIRST - id;
        }
    }
}
