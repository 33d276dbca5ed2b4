package dev.tributary.ingestor.telegram.tdlib;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The functions that open a session, in their order. This alone sees the session's secrets.
final class TdOpening {

    static final String PARAMETERS = "setTdlibParameters";
    static final String NO_PROXY = "disableProxy";

    private TdOpening() {}

    static List<ObjectNode> functions(TdSession session, TdPurpose purpose) {
        if (purpose == TdPurpose.FORGET) {
            return List.of(
                    network("networkTypeNone"),
                    parameters(session).put("use_message_database", false));
        }
        List<ObjectNode> functions = new ArrayList<>();
        TdProxy proxy = session.proxy();
        if (proxy == null) {
            // TDLib keeps the one it was given once, and would go on using it.
            functions.add(function(NO_PROXY));
            functions.add(parameters(session));
        } else {
            // Off the network until the proxy is known: no connection may go past it.
            functions.add(network("networkTypeNone"));
            functions.add(proxy.function());
            functions.add(parameters(session));
            functions.add(network("networkTypeOther"));
        }
        return List.copyOf(functions);
    }

    private static ObjectNode network(String type) {
        ObjectNode function = function("setNetworkType");
        function.putObject("type").put("@type", type);
        return function;
    }

    /// With the message database: without it TDLib tells nothing of messages that came to a
    /// supergroup while nobody was connected (<https://github.com/tdlib/td/issues/1370>).
    private static ObjectNode parameters(TdSession session) {
        return function(PARAMETERS)
                .put("use_test_dc", session.usesTestServers())
                .put("database_directory", session.directory().toString())
                .put("files_directory", session.directory().resolve("files").toString())
                .put("database_encryption_key", session.key().value())
                .put("use_file_database", true)
                .put("use_chat_info_database", true)
                .put("use_message_database", true)
                .put("use_secret_chats", false)
                .put("api_id", session.apiId())
                .put("api_hash", session.apiHash().value())
                .put("system_language_code", "en")
                .put("device_model", "Tributary")
                .put("system_version", System.getProperty("os.name"))
                .put("application_version", "0.1.0");
    }

    private static ObjectNode function(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }
}
