package dev.caravan.platform.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.MovedClock;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Teams keeps the contract. */
class TeamsContractTest extends PlatformContract {
  TeamsContractTest() {
    super(
        new TeamsPlatform(new MovedClock()),
        TeamsAnswers.ALL,
        Sample.of("19:abc@thread.tacv2", "<at>").thread("1700000000123").notifies("29:1abc"));
  }

  @Override
  protected String seen(JsonNode request) {
    return TeamsOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return request.path("text").asText();
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return TeamsOracle.payloads(request);
  }

  @Override
  protected String threadOf(JsonNode request) {
    String conversation = request.path("conversation").path("id").asText();
    return conversation.replaceFirst("^[^;]*(;messageid=)?", "");
  }
}
