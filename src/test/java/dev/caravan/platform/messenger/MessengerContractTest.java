package dev.caravan.platform.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Messenger keeps the contract. */
class MessengerContractTest extends PlatformContract {
  MessengerContractTest() {
    super(new MessengerPlatform(), MessengerAnswers.ALL, Sample.of("5275811702471834", "(?!)"));
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
}
