package dev.caravan.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every handler of both servers: names the request, and lets nobody through without a
 * valid key whose role may make the call. Works from memory, on the event loop, before the body is
 * read.
 */
final class Guard implements Handler<RoutingContext> {
  static final String REQUEST_ID = "X-Request-Id";
  private static final String PRINCIPAL = "caravan";
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /** JSON is UTF-8 (RFC 8259, 8.1), of which ASCII is a part; other parameters mean nothing. */
  private static final Pattern JSON =
      Pattern.compile(
          "(?i)\\s*application/json\\s*"
              + "(;\\s*+(charset=\"?(utf-?8|us-ascii)\"?|(?!charset)[^;=]+=[^;]*)\\s*)*;?\\s*");

  private final KeysTable keys;
  private final CallLimits limits;

  Guard(KeysTable keys, CallLimits limits) {
    this.keys = keys;
    this.limits = limits;
  }

  @Override
  public void handle(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.HEAD)
        && !context.normalizedPath().equals("/api/v1/events")) {
      // Answered as a GET, whose body Vert.x leaves out (RFC 9110, 9.3.2); a stream has no end.
      context.reroute(HttpMethod.GET, context.request().uri());
      return;
    }
    String id = UUID.randomUUID().toString();
    context.request().headers().set(REQUEST_ID, id);
    context.response().putHeader(REQUEST_ID, id);
    String path = context.normalizedPath();
    if (open(path)) {
      context.next();
      return;
    }
    Optional<Principal> principal = token(context.request()).flatMap(keys::principal);
    if (principal.isEmpty()) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      ErrorPages.answer(
          context,
          Problem.of(
              401,
              "key_needed",
              "This needs a valid key: -H 'Authorization: Bearer <key>'. The admin's is that of CARAVAN_ADMIN_TOKEN where the hub was started with it, else in the file admin.token of the hub's home."));
      return;
    }
    // What a role may not is counted, too: it costs the same.
    if (path.startsWith("/api/") && !withinLimit(context, principal.get())) {
      return;
    }
    if (!Access.allowed(principal.get().role(), context.request().method().name(), path)) {
      ErrorPages.answer(
          context,
          Problem.of(
              403,
              "role_insufficient",
              principal.get().name()
                  + " has the role "
                  + principal.get().role().word()
                  + ", which may not "
                  + context.request().method()
                  + " "
                  + path
                  + "; use a key with one of the roles "
                  + Access.roles(context.request().method().name(), path).stream()
                      .map(Role::word)
                      .collect(Collectors.joining(", "))
                  + " (POST /api/v1/keys makes one)."));
      return;
    }
    if (wrongType(context.request(), path)) {
      ErrorPages.answer(
          context,
          Problem.of(
              415,
              "content_type",
              "Bodies are JSON in UTF-8 here: -H 'Content-Type: application/json'."));
      return;
    }
    name(context, principal.get());
    context.next();
  }

  private boolean withinLimit(RoutingContext context, Principal principal) {
    Optional<CallLimits.Counted> counted = limits.count(principal);
    if (counted.isEmpty()) {
      return true;
    }
    CallLimits.Counted call = counted.get();
    LimitHeaders.put(context.response().headers(), call);
    if (!call.allowed()) {
      ErrorPages.answer(
          context,
          Problem.of(
              429,
              "too_many_requests",
              "%s may make %d calls in %d s, and has. Wait as long as Retry-After says."
                  .formatted(
                      principal.name(), call.limit().count(), call.limit().per().toSeconds()),
              Math.max(1, LimitHeaders.seconds(call.again()))));
    }
    return call.allowed();
  }

  /**
   * Camel hands on the context's user and nothing else; Vert.x 4.5 has no other public way to it.
   */
  @SuppressWarnings("deprecation")
  private static void name(RoutingContext context, Principal principal) {
    context.setUser(User.create(new JsonObject().put(PRINCIPAL, principal)));
  }

  /** Whose request it is, as the guard found; null where no guard stood before it. */
  static @Nullable Principal principal(@Nullable User user) {
    return user == null ? null : (Principal) user.principal().getValue(PRINCIPAL);
  }

  /** Paths without secrets, and those that are guarded by their platform's own rules. */
  private static boolean open(String path) {
    return path.startsWith("/observe/health")
        || path.startsWith("/webhooks/")
        || (path.startsWith("/sandbox/") && !path.startsWith("/sandbox/api/"))
        || path.equals("/docs")
        || path.startsWith("/docs/")
        || path.equals("/api/v1/openapi.json");
  }

  /** The bearer token that the request came with. */
  static Optional<String> token(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  private static boolean wrongType(HttpServerRequest request, String path) {
    if (!path.startsWith("/api/") || !WITH_BODY.contains(request.method())) {
      return false;
    }
    String length = request.getHeader("Content-Length");
    boolean empty =
        request.getHeader("Transfer-Encoding") == null && (length == null || length.equals("0"));
    String type = request.getHeader("Content-Type");
    return !empty && (type == null || !JSON.matcher(type).matches());
  }
}
