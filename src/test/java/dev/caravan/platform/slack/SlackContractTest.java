package dev.caravan.platform.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Slack keeps the contract. */
class SlackContractTest extends PlatformContract {
  SlackContractTest() {
    super(
        new SlackPlatform(),
        SlackAnswers.ALL,
        Sample.of("C0123ABCD", "<[!@#]").thread("1700000000.000100").notifies("U0123ABCD"));
  }

  @Override
  protected String seen(JsonNode request) {
    return SlackOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return request.path("text").asText();
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return SlackOracle.payloads(request);
  }

  @Override
  protected String threadOf(JsonNode request) {
    return request.path("thread_ts").asText();
  }
}
