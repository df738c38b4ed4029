package dev.caravan.platform.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Mention;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Telegram keeps the contract. */
class TelegramContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new TelegramPlatform();
  }

  @Override
  protected List<Row> answers() {
    return TelegramAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "-1001234567890";
  }

  @Override
  protected String thread() {
    return "7";
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

  @Override
  protected Mention somebody() {
    return new Mention(Mention.Kind.USER, "123456789");
  }

  @Override
  protected String ping() {
    return "\\B@\\w|href=\"(?!http)";
  }
}
