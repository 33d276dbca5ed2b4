package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.wire.WireObject;
import dev.tributary.contract.wire.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A service announcement as text: `action: details`, for example `invite_members: Anna, Boris`.
/// The action keeps the exporter's name, so one that we do not know reads like the others.
final class ExportService {

    /// The fields that say what an action was about, in the order in which they are read out.
    private static final List<String> DETAILS =
            List.of(
                    "members",
                    "title",
                    "new_title",
                    "information_text",
                    "inviter",
                    "to",
                    "emoticon",
                    "amount",
                    "currency",
                    "cost",
                    "score",
                    "distance",
                    "period",
                    "duration",
                    "duration_seconds",
                    "discard_reason",
                    "reason_app_name",
                    "reason_domain",
                    "gift_code");

    private ExportService() {}

    static String text(WireObject message) {
        List<String> details = new ArrayList<>();
        for (String key : DETAILS) {
            String detail = detail(message.node(key));
            if (detail != null) {
                details.add(detail);
            }
        }
        String own = ExportText.of(message);
        if (!own.isBlank()) {
            details.add(own);
        }
        return Wording.announcement(message.hint("action"), details);
    }

    private static @Nullable String detail(JsonNode field) {
        if (field.isArray()) {
            List<String> names = new ArrayList<>();
            // A deleted account has no name.
            field.forEach(name -> names.add(name.isString() ? name.stringValue() : "?"));
            return names.isEmpty() ? null : WireText.storable(String.join(", ", names));
        }
        if (field.isIntegralNumber()) {
            return field.bigIntegerValue().toString();
        }
        return field.isString() && !field.stringValue().isBlank()
                ? WireText.storable(field.stringValue())
                : null;
    }
}
