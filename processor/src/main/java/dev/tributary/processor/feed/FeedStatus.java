package dev.tributary.processor.feed;

import dev.tributary.archive.feed.FeedProblem;
import dev.tributary.contract.change.ChangeGap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [FeedState] in words.
public final class FeedStatus {

    private FeedStatus() {}

    public static String describe(FeedState state) {
        return switch (state) {
            case FeedState.Starting _ -> "starting";
            case FeedState.Running _ -> "running";
            case FeedState.Standby _ -> "standby: another processor reads";
            case FeedState.Off(List<FeedProblem> problems) ->
                    problems.stream()
                            .map(problem -> problem.sentence() + "; run: " + problem.sql())
                            .collect(Collectors.joining("; ", "off: ", ""));
            case FeedState.Waiting(String reason) -> "waiting: " + reason;
            case FeedState.Stopped _ -> "stopped";
            case FeedState.Failed(String reason) -> "failed: " + reason;
        };
    }

    /// Whether somebody should look.
    public static boolean isUnwell(FeedState state) {
        return switch (state) {
            case FeedState.Starting _, FeedState.Running _ -> false;
            case FeedState.Standby _, FeedState.Off _ -> false;
            case FeedState.Waiting _, FeedState.Stopped _, FeedState.Failed _ -> true;
        };
    }

    /// `{"state", "slot", "lag_bytes", "gap": {"from", "to"}, "problems": [{"problem", "sql"}]}`,
    /// what there is of it.
    public static ObjectNode json(FeedState state) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("state", describe(state));
        switch (state) {
            case FeedState.Running(String slot, long lagBytes, Optional<ChangeGap> gap) -> {
                json.put("slot", slot);
                json.put("lag_bytes", lagBytes);
                gap.ifPresent(stated -> json.set("gap", json(stated)));
            }
            case FeedState.Off(List<FeedProblem> problems) -> {
                ArrayNode list = json.putArray("problems");
                problems.forEach(problem ->
                        list.addObject()
                                .put("problem", problem.sentence())
                                .put("sql", problem.sql()));
            }
            case FeedState.Starting _,
                    FeedState.Standby _,
                    FeedState.Waiting _,
                    FeedState.Stopped _,
                    FeedState.Failed _ -> {}
        }
        return json;
    }

    private static ObjectNode json(ChangeGap gap) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        if (gap.from() != null) {
            json.put("from", gap.from().toString());
        }
        return json.put("to", gap.to().toString());
    }
}
