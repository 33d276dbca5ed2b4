package dev.tributary.processor.normalise;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.processor.normalise.jsonl.JsonlReading;
import dev.tributary.processor.normalise.reading.Envelope;
import dev.tributary.processor.normalise.reading.RawReading;
import dev.tributary.processor.normalise.telegram.TdlibReading;
import dev.tributary.processor.normalise.telegram.TelegramExportReading;
import dev.tributary.processor.normalise.vkteams.VkTeamsChatReading;
import dev.tributary.processor.normalise.vkteams.VkTeamsEventReading;
import java.util.List;
import java.util.Map;

/// The choice of the reading by the record's content type. To add a source, add its content types
/// here.
public final class Normalisers implements Normaliser {

    private static final Map<ContentType, RawReading> READINGS =
            Map.of(
                    ContentType.VKTEAMS_EVENT, new VkTeamsEventReading(),
                    ContentType.VKTEAMS_CHAT_INFO, VkTeamsChatReading::info,
                    ContentType.VKTEAMS_CHAT_MEMBERS, VkTeamsChatReading::members,
                    ContentType.TELEGRAM_EXPORT_MESSAGE, new TelegramExportReading(),
                    ContentType.TDLIB_UPDATE, TdlibReading::update,
                    ContentType.TDLIB_MESSAGE, TdlibReading::message,
                    ContentType.TDLIB_OBJECT, TdlibReading::object,
                    ContentType.JSONL_MESSAGE, new JsonlReading());

    @Override
    public List<ChatEvent> normalise(RawEvent event, RawPosition position) {
        String contentType = event.header(RawHeader.CONTENT_TYPE).orElse("");
        RawReading reading = READINGS.get(new ContentType(contentType));
        if (reading == null) {
            throw new MalformedEvent(
                    "unknown content type \"" + contentType + "\"; a newer processor may know it");
        }
        try {
            return reading.read(Envelope.open(event, position));
        } catch (MalformedValue e) {
            throw new MalformedEvent(e.reason());
        }
    }
}
