package dev.tributary.rpc.client;

import static dev.tributary.rpc.TestHandler.command;

import dev.tributary.rpc.ChildDaemon;
import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.TestDaemon;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One call from a process of its own: `TestClient <directory> <build> <command>`.
public final class TestClient {

    private TestClient() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<String> line = new ArrayList<>(ChildDaemon.java());
        line.addAll(List.of(TestDaemon.class.getName(), arguments[0], "test", arguments[1]));
        DaemonStart start =
                new DaemonStart(line, directory.resolve("test.out"), Duration.ofSeconds(20));
        CollectedReply reply = new CollectedReply();
        try {
            new DaemonClient(new DaemonPlace(directory, new DaemonId("test")), arguments[1])
                    .call(command(arguments[2]), reply, start);
            System.out.print(reply.out());
        } catch (DaemonUnavailable | ReplyLost | CommandFailed e) {
            System.out.print(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
