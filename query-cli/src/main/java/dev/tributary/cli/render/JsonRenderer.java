package dev.tributary.cli.render;

import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.answer.Answered;
import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The envelope, indented.
record JsonRenderer(PrintStream out) implements Renderer {

    @Override
    public void render(Answered answered) {
        out.println(JsonText.indented(AnswerJson.envelope(answered)));
    }

    @Override
    public void render(Report report) {
        ObjectNode envelope = JsonMapper.shared().createObjectNode();
        envelope.set("data", report.data());
        envelope.set("meta", AnswerJson.meta(report.meta()));
        out.println(JsonText.indented(envelope));
    }
}
