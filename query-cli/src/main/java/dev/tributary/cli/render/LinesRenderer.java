package dev.tributary.cli.render;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Meta;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// NDJSON: a line for each item, and a last line `{"meta": ...}`.
record LinesRenderer(PrintStream out) implements Renderer {

    @Override
    public void render(Answered answered) {
        ObjectNode data = AnswerJson.data(answered.answer());
        String list =
                switch (answered.answer()) {
                    case Answer.Hits _ -> "hits";
                    case Answer.Messages _ -> "messages";
                    case Answer.Versions _ -> "versions";
                    case Answer.ChatList _, Answer.StatsReport _ -> "chats";
                    case Answer.ArchiveStatus _ -> "accounts";
                };
        lines(data.path(list).values().stream().toList(), answered.meta());
    }

    @Override
    public void render(Report report) {
        lines(report.items(), report.meta());
    }

    private void lines(List<? extends JsonNode> items, Meta meta) {
        items.forEach(item -> out.println(JsonText.oneLine(item)));
        ObjectNode last = JsonMapper.shared().createObjectNode();
        last.set("meta", AnswerJson.meta(meta));
        out.println(JsonText.oneLine(last));
    }
}
