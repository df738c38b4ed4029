package dev.caravan.platform.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.MovedClock;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Google Chat keeps the contract. */
class GoogleChatContractTest extends PlatformContract {
  GoogleChatContractTest() {
    super(
        new GoogleChatPlatform(new MovedClock()),
        GoogleChatAnswers.ALL,
        Sample.of("spaces/AAAAMpdlehY", "(?i)<users/")
            .thread("spaces/AAAAMpdlehY/threads/BBBB")
            .notifies("123")
            .answers("spaces/A/messages/B.C", "spaces/A/threads/B"));
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
}
