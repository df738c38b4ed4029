package dev.caravan.platform.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Messenger keeps the contract. */
class MessengerContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new MessengerPlatform();
  }

  @Override
  protected List<Row> answers() {
    return MessengerAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "5275811702471834";
  }

  @Override
  protected String thread() {
    return "";
  }

  @Override
  protected String seen(JsonNode request) {
    return MessengerOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return MessengerOracle.seen(request);
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return MessengerOracle.payloads(request);
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
