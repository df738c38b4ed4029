package dev.caravan.platform;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * Lets each call wait as long as its connection says.
 *
 * <p>camel-http 4.18.0 has one response timeout an endpoint; the call's own travels as a header
 * that is taken off before anything is written.
 */
final class ResponseTimeout {
  /** In milliseconds. */
  static final String HEADER = "Caravan-Response-Timeout";

  private ResponseTimeout() {}

  static void install(HttpClientBuilder client) {
    client.addExecInterceptorFirst("caravan-response-timeout", ResponseTimeout::execute);
  }

  private static ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Header header = request.getFirstHeader(HEADER);
    if (header != null) {
      request.removeHeaders(HEADER);
      RequestConfig usual = scope.clientContext.getRequestConfigOrDefault();
      Timeout timeout = Timeout.ofMilliseconds(Long.parseLong(header.getValue()));
      scope.clientContext.setRequestConfig(
          RequestConfig.copy(usual).setResponseTimeout(timeout).build());
    }
    return chain.proceed(request, scope);
  }
}
