package dev.tributary.contract.question;

import dev.tributary.contract.identity.ContractJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of an [Ask] between programs of one build: the records' components by name,
/// identifiers as strings, times as RFC 3339, absent instead of null.
public final class AskJson {

    /// First byte of the command by which the query daemon is asked; the JSON follows.
    public static final byte COMMAND = 'Q';

    private static final JsonMapper MAPPER = ContractJson.mapper();

    private AskJson() {}

    public static byte[] write(Ask ask) {
        return MAPPER.writeValueAsBytes(ask);
    }

    /// @throws IllegalArgumentException if the bytes are not a question, or ask nothing sensible
    public static Ask read(byte[] json) {
        try {
            return MAPPER.readValue(json, Ask.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a question: " + e.getOriginalMessage(), e);
        }
    }
}
