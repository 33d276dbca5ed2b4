package dev.tributary.ingestor.source;

import java.time.Instant;

/// What an account does at the moment. The methods are the legal moves.
public sealed interface AccountState {

    /// The states in which a source is called, and so may fail.
    sealed interface Active extends AccountState {

        /// How often it failed since it last read something.
        int failures();

        default BackingOff failed(String reason, Instant until) {
            return new BackingOff(reason, until, failures() + 1);
        }

        default Rejected rejected(String reason) {
            return new Rejected(reason);
        }

        /// Where the account may be read by another from now on.
        default Connecting handedOver() {
            return new Connecting(failures());
        }

        default Stopped stopped() {
            return new Stopped();
        }
    }

    /// The account's story is over until the program starts again.
    sealed interface Ended extends AccountState {}

    record Connecting(int failures) implements Active {

        public static final Connecting FIRST = new Connecting(0);

        /// The failures stay until something was read: a service may let us in and then not answer.
        public Connected connected() {
            return new Connected(failures);
        }

        public Standby standby(String holder) {
            return new Standby(holder, failures);
        }
    }

    /// Another ingestor reads the account, and this one waits for its turn.
    ///
    /// @param holder the other one, in an operator's words
    record Standby(String holder, int failures) implements Active {
        public Connected connected() {
            return new Connected(failures);
        }

        public Standby of(String other) {
            return new Standby(other, failures);
        }
    }

    record Connected(int failures) implements Active {
        public Connected hasRead() {
            return failures == 0 ? this : new Connected(0);
        }
    }

    record BackingOff(String reason, Instant until, int failures) implements AccountState {
        public Connecting retry() {
            return new Connecting(failures);
        }

        public Stopped stopped() {
            return new Stopped();
        }
    }

    /// The service refuses the account.
    record Rejected(String reason) implements Ended {}

    record Stopped() implements Ended {}
}
