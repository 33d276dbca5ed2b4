package dev.tributary.simulator.telegram.tl;

import java.util.List;

/// What a function returns.
public sealed interface TlAnswer {

    record Vector(List<TlObject> elements) implements TlAnswer {

        public Vector {
            elements = List.copyOf(elements);
        }
    }

    enum Bool implements TlAnswer {
        TRUE,
        FALSE
    }

    /// An object of a constructor.
    sealed interface Single extends TlAnswer permits TlObject {}
}
