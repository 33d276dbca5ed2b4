package dev.tributary.simulator.vkteams;

import java.util.Arrays;
import java.util.Optional;

/// The calls that are answered: all of them only read.
enum Call {
    SELF_GET("self/get"),
    EVENTS_GET("events/get"),
    CHATS_GET_INFO("chats/getInfo"),
    CHATS_GET_MEMBERS("chats/getMembers"),
    FILES_GET_INFO("files/getInfo");

    static final String ROOT = "/bot/v1/";

    private final String path;

    Call(String path) {
        this.path = path;
    }

    static Optional<Call> of(Request request) {
        return Arrays.stream(values())
                .filter(call -> request.method().equals("GET"))
                .filter(call -> request.path().equals(ROOT + call.path))
                .findFirst();
    }
}
