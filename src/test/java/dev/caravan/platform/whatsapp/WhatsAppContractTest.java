package dev.caravan.platform.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** WhatsApp keeps the contract. */
class WhatsAppContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new WhatsAppPlatform();
  }

  @Override
  protected List<Row> answers() {
    return WhatsAppAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "16505551234";
  }

  @Override
  protected String thread() {
    return "";
  }

  @Override
  protected String seen(JsonNode request) {
    return WhatsAppOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return WhatsAppOracle.seen(request);
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return request.path("interactive").findValuesAsText("id");
  }

  @Override
  protected String threadOf(JsonNode request) {
    return "";
  }

  /** Nothing that a text says notifies anybody. */
  @Override
  protected String ping() {
    return "(?!)";
  }
}
