// One call of each tool that the archive of the tests can answer.
export const CALLS = {
  search_hybrid: { query: "report", limit: 3 },
  search_text: { query: "report", limit: 3 },
  search_semantic: { query: "report", limit: 3 },
  get_context: { context_type: "recent", timeframe: "2h" },
  get_message: { ref: "jsonl:a/team/m1" },
  list_chats: {},
  get_database_stats: { chat_id: "team" },
};
