package dev.tributary.simulator.vkteams;

import java.time.Duration;

/// The parameters of `events/get`.
record Poll(long lastEventId, Duration pollTime) {

    static Poll of(Request request) {
        return new Poll(
                number(request, "lastEventId"), Duration.ofSeconds(number(request, "pollTime")));
    }

    private static long number(Request request, String parameter) {
        try {
            long number = Long.parseLong(BotApi.required(request, parameter));
            if (number < 0) {
                throw Refusal.badRequest();
            }
            return number;
        } catch (NumberFormatException e) {
            throw Refusal.badRequest();
        }
    }
}
