package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.RpcCall;
import dev.tributary.simulator.telegram.tl.TlObject;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/// What a client wants to know before anything else. Every data center is this server.
final class HelpCalls {

    private static final int DATA_CENTERS = 3;
    private static final int HOUR = 60 * 60;
    private static final int APP_CONFIG_HASH = 1;

    private final Clock clock;
    private final int port;

    HelpCalls(Clock clock, int port) {
        this.clock = clock;
        this.port = port;
    }

    void into(Functions functions) {
        functions.toAnybody("help.getConfig", this::config);
        functions.toAnybody("help.getNearestDc", HelpCalls::nearest);
        functions.toAnybody("help.getAppConfig", HelpCalls::appConfig);
        functions.toAnybody("help.getPromoData", this::promotion);
    }

    /// A client that says nothing of data centers is at the first.
    static int dataCenter(RpcCall call) {
        return Math.max(1, call.dataCenter());
    }

    private static TlObject nearest(RpcCall call) {
        return TlObject.of("nearestDc")
                .with("country", "ZZ")
                .with("this_dc", dataCenter(call))
                .with("nearest_dc", dataCenter(call));
    }

    /// Nothing differs from what the client assumes by itself.
    private static TlObject appConfig(RpcCall call) {
        return call.function().integer("hash") == APP_CONFIG_HASH
                ? TlObject.of("help.appConfigNotModified")
                : TlObject.of("help.appConfig")
                        .with("hash", APP_CONFIG_HASH)
                        .with("config", TlObject.of("jsonObject"));
    }

    private TlObject promotion(RpcCall call) {
        return TlObject.of("help.promoDataEmpty")
                .with("expires", Wire.seconds(clock.instant()) + HOUR);
    }

    private TlObject config(RpcCall call) {
        int now = Wire.seconds(clock.instant());
        List<TlObject> centers =
                IntStream.rangeClosed(1, DATA_CENTERS).mapToObj(this::dataCenter).toList();
        return TlObject.of("config")
                .with("date", now)
                .with("expires", now + HOUR)
                .with("test_mode", true)
                .with("this_dc", dataCenter(call))
                .with("dc_options", centers)
                .with("chat_size_max", 200)
                .with("megagroup_size_max", 200_000)
                .with("forwarded_count_max", 100)
                .with("online_update_period_ms", 120_000)
                .with("offline_blur_timeout_ms", 5_000)
                .with("offline_idle_timeout_ms", 30_000)
                .with("online_cloud_timeout_ms", 300_000)
                .with("notify_cloud_delay_ms", 30_000)
                .with("notify_default_delay_ms", 1_500)
                .with("push_chat_period_ms", 60_000)
                .with("push_chat_limit", 2)
                .with("edit_time_limit", 48 * HOUR)
                .with("revoke_time_limit", Integer.MAX_VALUE)
                .with("revoke_pm_time_limit", Integer.MAX_VALUE)
                .with("rating_e_decay", 2_419_200)
                .with("stickers_recent_limit", 200)
                .with("call_receive_timeout_ms", 20_000)
                .with("call_ring_timeout_ms", 90_000)
                .with("call_connect_timeout_ms", 30_000)
                .with("call_packet_timeout_ms", 10_000)
                .with("me_url_prefix", "https://t.me/")
                .with("caption_length_max", 1024)
                .with("message_length_max", 4096)
                .with("webfile_dc_id", dataCenter(call));
    }

    private TlObject dataCenter(int id) {
        return TlObject.of("dcOption")
                .when(true, "static")
                .with("id", id)
                .with("ip_address", "127.0.0.1")
                .with("port", port);
    }
}
