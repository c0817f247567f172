// Every word of the page in Chinese and English; types and relations are called as in ontology/kg.ttl.

const WORDS = {
  zh: {
    title: "知识图谱", around: "{} 及其关联", shown: "显示 {0} / {1} 个实体，{2} 条关系",
    shownLess: "共 {1} 个实体，显示最相关的 {0} 个，{2} 条关系",
    corpus: "{0} 篇报道，{1} 至 {2}", search: "搜索名称、别名、拼音或首字母", noHits: "没有匹配的实体",
    searchPath: "选择路径的另一端…", filters: "筛选", types: "实体类型", relations: "关系", dates: "时间",
    sure: "最低置信度", from: "从", to: "到", reset: "清除筛选", all: "全部", fit: "显示全图", zoomIn: "放大",
    zoomOut: "缩小", move: "让它动起来", pause: "停住", byType: "按类型着色", byGroup: "按社区着色",
    save: "导出", png: "PNG 图片", svg: "SVG 图片", csv: "CSV 表格（所见部分）", print: "打印", theme: "明暗",
    language: "English", help: "帮助", close: "关闭", expand: "展开 {0} 个邻居", expandSome: "展开 {0} 个邻居（还有 {1} 个）", expanded: "邻居都已显示",
    only: "只看它的周围", everything: "显示全部", path: "从这里到…的路径", copy: "复制链接", copied: "已复制",
    center: "居中", official: "公职人员", aka: "又称", first: "首次出现", last: "最近出现", articles: "报道",
    mentions: "提及", neighbours: "关联实体（由强到弱）", stated: "{0} 条", moreOf: "另有 {0} 个", moreFacts: "另有 {0} 条关系不在这一页（kg show）", sentences: "{0} 句", reports: "{0} 篇", more: "另有 {0} 句",
    ranking: "关联最多", groups: "社区", group: "{0} 等", other: "其他", noFacts: "没有记录到关系。",
    pathFrom: "从 {0} 出发：点击或搜索另一端（Esc 取消）", pathTitle: "{0} → {1}", noPath: "在所见范围内两者没有联系。",
    step: "第 {0} 步", confidence: "置信度", strength: "关联强度", planned: "计划", negated: "否定",
    unreachable: "服务器没有回答，只显示页面里已有的内容", hint: "点击实体看事实与原句，双击展开", graph: "关系图。方向键在实体之间移动，回车读详情，问号看按键。",
    keysTitle: "键盘", howTitle: "怎么读这张图", howText: "带箭头的线是报道里写明的关系，虚线是计划中的，点线是被否定的；"
      + "细灰线表示两者常在同一句话里出现。越大的符号关联越多。每一条都能看到原句和出处。",
    keys: [["/", "搜索"], ["方向键", "移到最近的实体"], ["Enter", "读详情"], ["x", "展开"], ["o", "只看周围"],
      ["p", "找路径"], ["+ −", "缩放"], ["0", "显示全图"], ["Esc", "取消选择"], ["?", "帮助"]],
    Company: "企业", Organization: "机构", District: "行政区", Place: "地点", Park: "园区", Person: "人物", Industry: "产业",
    Policy: "政策", Event: "活动",
    holdsPosition: ["任职于", "任职者"], locatedIn: ["位于", "境内有"], operatesIn: ["从事", "从业主体"],
    issuedBy: ["发布机构", "发布政策"], targetsIndustry: ["面向产业", "相关政策"], focusesOn: ["重点发展", "重点发展地"],
    subsidiaryOf: ["隶属于", "下属单位"], cooperatesWith: ["合作", "合作"], investsIn: ["投资", "投资方"], visits: ["调研", "来访者"],
    organizes: ["主办", "主办方"], attends: ["出席", "出席者"], coOccursWith: ["共现", "共现"],
    amount: "金额", area: "面积", capacity: "规模", date: "日期", validity: "有效期",
    columns: ["起点", "起点类型", "关系", "终点", "终点类型", "职务", "情态", "篇数", "首次", "最近", "置信度", "原句",
      "报道", "日期", "账号", "链接"],
  },
  en: {
    title: "Knowledge graph", around: "Around {}", shown: "{0} of {1} entities shown, {2} links",
    shownLess: "{0} of {1} entities shown, the most connected; {2} links",
    corpus: "{0} articles, {1} to {2}", search: "Name, alias, pinyin or initials", noHits: "Nothing has this name",
    searchPath: "Choose the other end of the path…", filters: "Filters", types: "Types", relations: "Relations",
    dates: "Dates", sure: "Confidence at least", from: "From", to: "To", reset: "Clear filters", all: "all",
    fit: "Fit all", zoomIn: "Zoom in", zoomOut: "Zoom out", move: "Let it move", pause: "Pause",
    byType: "Colour by type", byGroup: "Colour by community", save: "Save", png: "Picture (PNG)",
    svg: "Picture (SVG)", csv: "Table of what is shown (CSV)", print: "Print", theme: "Light or dark",
    language: "中文", help: "Help", close: "Close", expand: ["Expand {0} neighbour", "Expand {0} neighbours"], expandSome: "Expand {0} of {1} neighbours",
    expanded: "All neighbours shown",
    only: "Hide others", everything: "Show all", path: "Path from here to…", copy: "Copy link", copied: "Copied",
    center: "Centre", official: "public official", aka: "Also", first: "First seen", last: "Last seen",
    articles: "Articles", mentions: "Mentions", neighbours: "Neighbours, strongest first", moreOf: "{0} more", stated: ["{0} relation", "{0} relations"],
    moreFacts: ["{0} more relation beyond this page (kg show)", "{0} more relations beyond this page (kg show)"], sentences: ["{0} sentence", "{0} sentences"],
    reports: ["{0} article", "{0} articles"], more: "{0} more", ranking: "Most connected", groups: "Communities", group: "{0} …",
    other: "Other", noFacts: "No facts recorded.", pathFrom: "From {0}: click or search the other end (Esc cancels)",
    pathTitle: "{0} → {1}", noPath: "Nothing shown connects these two.", step: "Step {0}",
    confidence: "Confidence", strength: "Strength", planned: "planned", negated: "denied",
    unreachable: "The server does not answer: only what the page holds is shown",
    hint: "Click an entity for its facts and sentences; double click expands it",
    graph: "Graph. Arrow keys move between entities, Enter reads one, question mark lists the keys.",
    keysTitle: "Keyboard", howTitle: "How to read it", howText: "Arrows are relations stated in an article; dashed "
      + "ones are planned, dotted ones denied. Thin grey lines join what is often named in the same sentence. The "
      + "larger a symbol, the more it is linked. Every link shows its sentence and source.",
    keys: [["/", "Search"], ["Arrows", "Nearest entity that way"], ["Enter", "Read it"], ["x", "Expand"],
      ["o", "Hide others"], ["p", "Find a path"], ["+ −", "Zoom"], ["0", "Fit all"], ["Esc", "Deselect"], ["?", "Help"]],
    Company: "Company", Organization: "Organization", District: "District", Place: "Place", Park: "Park",
    Person: "Person", Industry: "Industry", Policy: "Policy", Event: "Event",
    holdsPosition: ["holds a position in", "has office holder"],
    locatedIn: ["is located in", "is the location of"], operatesIn: ["operates in", "has operator"],
    issuedBy: ["was issued by", "issues"], targetsIndustry: ["targets industry", "is targeted by"],
    focusesOn: ["focuses on", "is a focus of"], subsidiaryOf: ["is a subsidiary of", "has subsidiary"],
    cooperatesWith: ["cooperates with", "cooperates with"], investsIn: ["invests in", "has investor"],
    visits: ["visits", "was visited by"], organizes: ["organizes", "is organized by"],
    attends: ["attends", "is attended by"], coOccursWith: ["co-occurs with", "co-occurs with"],
    amount: "Amount", area: "Area", capacity: "Capacity", date: "Date", validity: "Valid",
    columns: ["from", "from type", "relation", "to", "to type", "role", "modality", "articles", "first", "last",
      "confidence", "sentence", "article", "date", "account", "link"],
  },
};

function t(key, ...values) {
  const found = WORDS[state.lang][key] ?? key;
  const text = Array.isArray(found) && values.length ? found[values[0] === "1" ? 0 : 1] : found;
  return values.reduce((s, value, n) => s.replace(n === 0 && s.includes("{}") ? "{}" : `{${n}}`, () => value), text);
}

// The word for a relation; an unknown one (a plug-in's) is shown as it is called.
function relationWord(relation, outward = true) {
  const words = WORDS[state.lang][relation];
  return Array.isArray(words) ? words[outward ? 0 : 1] : relation;
}

function count(number) {
  return number.toLocaleString(state.lang === "zh" ? "zh-CN" : "en-GB");
}
