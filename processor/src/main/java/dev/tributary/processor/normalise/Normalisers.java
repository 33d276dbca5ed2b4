package dev.tributary.processor.normalise;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import java.util.List;

/// The choice of the normaliser by the record's content type. To add a source, add its content
/// types here.
public final class Normalisers implements Normaliser {

    @Override
    public List<ChatEvent> normalise(RawEvent event, RawPosition position) {
        String contentType = event.header(RawHeader.CONTENT_TYPE).orElse("");
        throw new MalformedEvent(
                "unknown content type \"" + contentType + "\"; a newer processor may know it");
    }
}
