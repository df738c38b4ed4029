package dev.caravan.platform.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.MovedClock;
import dev.caravan.message.Mention;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Google Chat keeps the contract. */
class GoogleChatContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new GoogleChatPlatform(new MovedClock());
  }

  @Override
  protected List<Row> answers() {
    return GoogleChatAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "spaces/AAAAMpdlehY";
  }

  @Override
  protected String thread() {
    return "spaces/AAAAMpdlehY/threads/BBBB";
  }

  @Override
  protected String seen(JsonNode request) {
    return GoogleChatOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return request.path("text").asText();
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return GoogleChatOracle.payloads(request);
  }

  @Override
  protected String threadOf(JsonNode request) {
    return GoogleChatOracle.message(request).getThread().getName();
  }

  @Override
  protected Mention somebody() {
    return new Mention(Mention.Kind.USER, "123");
  }

  @Override
  protected String answered(String posted) {
    return "spaces/A/threads/B";
  }

  @Override
  protected String ping() {
    return "(?i)<users/";
  }
}
