package dev.caravan.wiring.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * {@code direct:}, with a {@link Doorway} at every name: whoever calls while a route is being
 * replaced waits for the new one, be it Java, HTTP or another route.
 */
final class GatedDirect extends DirectComponent {
  private static final String PREFIX = "direct://";

  private final Map<String, Doorway> doorways = new ConcurrentHashMap<>();

  /** The doorway of what follows {@code direct:}. */
  Doorway doorway(String name) {
    return at(PREFIX + name);
  }

  private Doorway at(String key) {
    return doorways.computeIfAbsent(key, k -> new Doorway());
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    GatedEndpoint endpoint = new GatedEndpoint(uri, PREFIX + remaining);
    endpoint.setBlock(isBlock());
    endpoint.setTimeout(getTimeout());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  @Override
  public void addConsumer(String key, DirectConsumer consumer) {
    super.addConsumer(key, consumer);
    at(key).leadTo(consumer);
  }

  @Override
  public void removeConsumer(String key, DirectConsumer consumer) {
    at(key).leadTo(null);
    super.removeConsumer(key, consumer);
  }

  /** Waits for a route that is not there yet; null where none comes. */
  @Nullable DirectConsumer await(String key, long millis) throws InterruptedException {
    return getConsumer(key, true, millis);
  }

  private final class GatedEndpoint extends DirectEndpoint {
    private final String key;

    GatedEndpoint(String uri, String key) {
      super(uri, GatedDirect.this);
      this.key = key;
    }

    @Override
    public Producer createProducer() {
      return new GatedProducer(this, at(key), () -> await(key, getTimeout()));
    }
  }
}
