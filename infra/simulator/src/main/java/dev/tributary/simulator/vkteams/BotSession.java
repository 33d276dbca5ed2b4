package dev.tributary.simulator.vkteams;

import java.util.concurrent.atomic.AtomicInteger;

/// What the simulator keeps of one bot.
///
/// @param calls how many were made with its token, refused ones included
record BotSession(Bot bot, EventStream stream, Strikes strikes, AtomicInteger calls) {

    BotSession(Bot bot, EventStream stream, Strikes strikes) {
        this(bot, stream, strikes, new AtomicInteger());
    }
}
