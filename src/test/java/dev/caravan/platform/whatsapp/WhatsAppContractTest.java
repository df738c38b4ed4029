package dev.caravan.platform.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** WhatsApp keeps the contract. */
class WhatsAppContractTest extends PlatformContract {
  WhatsAppContractTest() {
    super(new WhatsAppPlatform(), WhatsAppAnswers.ALL, Sample.of("16505551234", "(?!)"));
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
}
