package dev.caravan.platform.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Telegram keeps the contract. */
class TelegramContractTest extends PlatformContract {
  TelegramContractTest() {
    super(
        new TelegramPlatform(),
        TelegramAnswers.ALL,
        Sample.of("-1001234567890", "\\B@\\w|href=\"(?!http)").thread("7").notifies("123456789"));
  }

  @Override
  protected String seen(JsonNode request) {
    return TelegramOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return request.path("text").asText();
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return TelegramOracle.payloads(request);
  }

  @Override
  protected String threadOf(JsonNode request) {
    return request.path("message_thread_id").asText();
  }
}
