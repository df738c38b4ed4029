package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Schema.text;

import java.util.List;
import java.util.Map;

/** {@code /api/v1/agents}. */
final class AgentOperations {
  static final Tag TAG =
      new Tag(
          "Agents",
          "Who speaks: agents and systems, how far they are trusted, and where they may speak.",
          AgentSchemas.all(),
          List.of(
              Operation.of("create-agent", "Makes an agent; its name must be free.")
                  .body("NewAgent", Map.of("name", "reporter", "maturity", "INTERN"))
                  .answer(201, "It is made.", "Agent")
                  .refuses(409, "A living agent has that name."),
              Operation.of(
                      "put-agent",
                      "Makes the agent of a name or replaces what it has; so agents can live in git. A change of maturity needs a `reason`.")
                  .path("key", text(128).example("reporter"), "The agent's name.")
                  .body(
                      "AgentByName",
                      Map.of("maturity", "INTERN", "capabilities", List.of("reports")))
                  .answer(200, "It is replaced.", "Agent")
                  .answer(201, "It is made.", "Agent")
                  .refuses(409, "Somebody changed it at the same moment."),
              agent(
                      "change-agent",
                      "Changes what the body names and leaves the rest. A change of maturity takes effect on what is queued already, and needs a `reason`.")
                  .body("AgentChange", Map.of("max_load", 10))
                  .answer(200, "It is changed.", "Agent")
                  .refuses(
                      409, "Somebody changed it at the same moment, or the new name is taken."),
              agent("retire-agent", "Retires an agent; what it has queued is denied at its turn.")
                  .answer(200, "It is retired.", "Agent")
                  .refuses(409, "Somebody changed it at the same moment."),
              Operation.of("list-agents", "The living agents, oldest first.")
                  .whole()
                  .answer(200, "All of them.", "AgentPage"),
              agent("agent-capabilities", "What an agent may do, connection by connection.")
                  .answer(200, "Its reach.", "AgentReach"),
              agent("get-agent", "One agent, living or retired.")
                  .answer(200, "The agent.", "Agent")));

  private AgentOperations() {}

  private static Operation agent(String id, String about) {
    return Operation.of(id, about)
        .path("id", text(255).example("autonomous"), "The agent's id or name.");
  }
}
