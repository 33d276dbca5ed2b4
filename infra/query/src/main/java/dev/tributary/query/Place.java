package dev.tributary.query;

/// A hit of which only the place is known yet.
///
/// @param repeats how many messages have its text
record Place(Key key, long repeats) {

    /// Of table `m`, as [MessageRows#key] reads them.
    static final String COLUMNS =
            "m.account, m.chat, m.message, m.sent_at,"
                    + " coalesce(m.message_number, m.first_position, 0) AS number";
}
