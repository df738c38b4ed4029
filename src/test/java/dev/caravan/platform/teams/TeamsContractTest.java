package dev.caravan.platform.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.MovedClock;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Teams keeps the contract. */
class TeamsContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new TeamsPlatform(new MovedClock());
  }

  @Override
  protected List<Row> answers() {
    return TeamsAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "19:abc@thread.tacv2";
  }

  @Override
  protected String thread() {
    return "1700000000123";
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

  @Override
  protected String ping() {
    return "<at>";
  }
}
