package dev.tributary.contract.change;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One record of the topic `tributary.changes`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.class, name = "change"),
    @JsonSubTypes.Type(value = ChangeGap.class, name = "gap")
})
public sealed interface FeedEntry permits Change, ChangeGap {}
