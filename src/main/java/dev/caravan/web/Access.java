package dev.caravan.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which role may call which path: the one list, first match wins; what is not in it is an admin's.
 */
public final class Access {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> SPEAK =
      EnumSet.of(Role.ADMIN, Role.APPROVER, Role.SENDER, Role.AGENT);
  private static final Set<Role> ANSWER = EnumSet.of(Role.ADMIN, Role.APPROVER);
  private static final Set<Role> SEE =
      EnumSet.of(Role.ADMIN, Role.APPROVER, Role.SENDER, Role.VIEWER);
  private static final Set<Role> ONLY_ADMIN = EnumSet.of(Role.ADMIN);

  private record Entry(Pattern call, Set<Role> roles) {}

  private static final List<Entry> ENTRIES =
      List.of(
          entry("POST /api/v1/messaging/proactive/_send_scheduled", ONLY_ADMIN),
          entry("POST /api/v1/messaging/proactive/(send|schedule|send/batch|cancel)", SPEAK),
          entry("POST /api/v1/messaging/proactive/(approve|reject)/[^/]+", ANSWER),
          entry("POST /api/v1/messaging/proactive/[^/]+/settle", ANSWER),
          entry("DELETE /api/v1/messaging/proactive/cancel/[^/]+", SPEAK),
          entry("PUT /api/v1/messaging/proactive/[^/]+/content", SPEAK),
          entry("POST /api/v1/messaging/proactive/[^/]+/recall", SPEAK),
          entry("GET /api/v1/messaging/proactive/.*", ALL),
          entry("GET /api/v1/dead-letters(/.*)?", ALL),
          entry("POST /api/v1/dead-letters(/[^/]+)?/(replay|discard)", SPEAK),
          entry("POST /api/v1/messaging/schedule/_execute-due", ONLY_ADMIN),
          entry("POST /api/v1/messaging/schedule/parse-nl", ALL),
          entry("GET /api/v1/messaging/schedule/.*", ALL),
          entry("(POST|PUT|DELETE) /api/v1/messaging/schedule/.*", SPEAK),
          entry("GET /api/v1/calendars(/[^/]+)?", ALL),
          entry("(PUT|DELETE) /api/v1/calendars/[^/]+", EnumSet.of(Role.ADMIN, Role.SENDER)),
          entry("POST /api/v1/messaging/preview", ALL),
          entry("GET /api/v1/platforms", ALL),
          entry("GET /api/v1/templates(/.*)?", ALL),
          entry("POST /api/v1/templates/render", ALL),
          entry("GET /api/v1/recipients", SEE),
          entry("PUT /api/v1/recipients", EnumSet.of(Role.ADMIN, Role.SENDER)),
          entry("GET /api/v1/contacts(/[^/]+)?", SEE),
          entry("(PUT|DELETE) /api/v1/contacts/[^/]+", EnumSet.of(Role.ADMIN, Role.SENDER)),
          entry("GET /api/v1/agents(/.*)?", ALL),
          entry("GET /api/v1/governance/stops", SEE),
          entry("POST /api/v1/governance/stops", ANSWER),
          entry("DELETE /api/v1/governance/stops/[^/]+", ANSWER),
          entry("GET /api/v1/(queues|events|routes|connections|nodes)", SEE),
          // A scraper's key stands in a file of another machine.
          entry("GET /observe/metrics", EnumSet.of(Role.ADMIN, Role.VIEWER)),
          entry("GET /sandbox/api/.*", SEE),
          entry("(PUT|DELETE|POST) /sandbox/api/.*", EnumSet.of(Role.ADMIN, Role.SENDER)));

  private Access() {}

  private static Entry entry(String call, Set<Role> roles) {
    return new Entry(Pattern.compile(call), roles);
  }

  /** The roles that may make the call, whatever its path's ids are. */
  public static Set<Role> roles(String method, String path) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if (allowed(role, method, path)) {
        roles.add(role);
      }
    }
    return roles;
  }

  /** Whether the role may make the call. */
  static boolean allowed(Role role, String method, String path) {
    String call = method + " " + path;
    for (Entry entry : ENTRIES) {
      if (entry.call().matcher(call).matches()) {
        return entry.roles().contains(role);
      }
    }
    return role == Role.ADMIN;
  }
}
