package dev.tributary.ingestor.vkteams;

import java.net.http.HttpResponse;

/// An HTTP answer, as far as it matters.
///
/// The body is deliberately an array: it is cut into the raw events and nobody compares replies.
@SuppressWarnings("ArrayRecordComponent")
record BotReply(int status, String contentType, String retryAfter, byte[] body) {

    static BotReply of(HttpResponse<byte[]> response) {
        return new BotReply(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse("no content type"),
                response.headers().firstValue("retry-after").orElse(""),
                response.body());
    }
}
