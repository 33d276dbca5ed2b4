package dev.tributary.query;

import dev.tributary.archive.Archive;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.SearchText;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// A small archive, written by the real writer, and its engine.
final class SmallArchive implements AutoCloseable {

    static final Clock NOW =
            Clock.fixed(Chatter.BEGINNING.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    private final Archive archive;
    private final QueryEngine engine;
    private final Chatter team;

    SmallArchive() throws SQLException {
        archive = Archive.open(TestStack.freshDatabase());
        team =
                new Chatter("jsonl:team")
                        .says("build", "1", "anna", "The release is broken since Monday")
                        .answers("build", "2", "boris", "Which release? I see no errors", "1")
                        .answers("build", "3", "anna", "The nightly one, look at the log", "2")
                        .says("build", "4", "boris", "Lunch, anybody?")
                        .says("kitchen", "5", "clara", "Ёлка стоит в офисе, приносите игрушки")
                        .says("kitchen", "6", "boris", "draft of a secret")
                        .edits("kitchen", "6", "boris", "second draft of the menu")
                        .edits("kitchen", "6", "boris", "final menu: pancakes")
                        .says("kitchen", "7", "anna", "delete me, I am a pancake")
                        .deletes("kitchen", "7")
                        .says("build", "8", "clara", "100% of_the tests pass 😀 now");
        team.into(archive);
        new Chatter("vkteams:9")
                .says("build", "1", "dan", "Another release elsewhere")
                .into(archive);
        engine =
                new QueryEngine(
                        archive.dataSource(),
                        Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                        NOW,
                        QueryEngine.TIMEOUT);
    }

    QueryEngine engine() {
        return engine;
    }

    /// Who said most of it.
    Chatter team() {
        return team;
    }

    Answered text(String query) throws InterruptedException {
        return text(query, Filters.NONE);
    }

    Answered text(String query, Filters filters) throws InterruptedException {
        return engine.ask(new SearchText(query, filters, PageRequest.first(20)));
    }

    static List<Hit> hits(Answered answered) {
        return ((Answer.Hits) answered.answer()).hits();
    }

    static List<String> texts(Answered answered) {
        return hits(answered).stream().map(hit -> hit.message().text()).toList();
    }

    @Override
    public void close() {
        engine.close();
        archive.close();
    }
}
