package dev.tributary.ingestor.telegram.tdlib;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A SOCKS5 server through which all connections of an account go.
public record TdProxy(String host, int port) {

    /// TDLib's `addProxy`, which makes it the only way out.
    ObjectNode function() {
        ObjectNode function = JsonMapper.shared().createObjectNode();
        function.put("@type", "addProxy").put("enable", true);
        ObjectNode proxy = function.putObject("proxy");
        proxy.put("@type", "proxy").put("server", host).put("port", port);
        proxy.putObject("type")
                .put("@type", "proxyTypeSocks5")
                .put("username", "")
                .put("password", "");
        return function;
    }
}
