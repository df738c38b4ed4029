package dev.caravan.platform.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Mention;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Slack keeps the contract. */
class SlackContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new SlackPlatform();
  }

  @Override
  protected List<Row> answers() {
    return SlackAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "C0123ABCD";
  }

  @Override
  protected String thread() {
    return "1700000000.000100";
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

  @Override
  protected Mention somebody() {
    return new Mention(Mention.Kind.USER, "U0123ABCD");
  }

  @Override
  protected String ping() {
    return "<[!@#]";
  }
}
