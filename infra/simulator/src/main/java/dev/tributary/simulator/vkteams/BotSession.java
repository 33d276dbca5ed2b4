package dev.tributary.simulator.vkteams;

import dev.tributary.simulator.fault.Strikes;
import java.util.concurrent.atomic.AtomicInteger;

/// What the simulator keeps of one bot.
///
/// @param calls how many were made with its token, refused ones included
record BotSession(Bot bot, EventStream stream, Strikes<Fault> strikes, AtomicInteger calls) {

    BotSession(Bot bot, EventStream stream, Strikes<Fault> strikes) {
        this(bot, stream, strikes, new AtomicInteger());
    }
}
