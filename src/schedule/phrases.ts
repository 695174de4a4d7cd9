/** How one language says when somebody is there. */
export interface Phrases {
  /** Monday first. */
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  readonly today: string;
  readonly tomorrow: string;
  /** With `{time}` and `{day}`. */
  readonly backAt: string;
  /** With `{time}` and `{day}`. */
  readonly openUntil: string;
  readonly alwaysOpen: string;
  readonly neverOpen: string;
}

/** The languages that `describeHours` speaks by itself, by primary language subtag; Chinese in both scripts. */
export const PHRASES: Readonly<Record<string, Phrases>> = {
  en: {
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    today: "today",
    tomorrow: "tomorrow",
    backAt: "back at {time} your time, {day}",
    openUntil: "open until {time} your time, {day}",
    alwaysOpen: "always open",
    neverOpen: "closed until further notice",
  },
  de: {
    weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    today: "heute",
    tomorrow: "morgen",
    backAt: "wieder da um {time} Ihrer Zeit, {day}",
    openUntil: "geöffnet bis {time} Ihrer Zeit, {day}",
    alwaysOpen: "immer geöffnet",
    neverOpen: "bis auf Weiteres geschlossen",
  },
  fr: {
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    today: "aujourd’hui",
    tomorrow: "demain",
    backAt: "de retour à {time}, heure locale, {day}",
    openUntil: "ouvert jusqu’à {time}, heure locale, {day}",
    alwaysOpen: "toujours ouvert",
    neverOpen: "fermé jusqu’à nouvel ordre",
  },
  es: {
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    today: "hoy",
    tomorrow: "mañana",
    backAt: "de vuelta a las {time}, hora local, {day}",
    openUntil: "abierto hasta las {time}, hora local, {day}",
    alwaysOpen: "siempre abierto",
    neverOpen: "cerrado hasta nuevo aviso",
  },
  pt: {
    weekdays: [
      "segunda-feira",
      "terça-feira",
      "quarta-feira",
      "quinta-feira",
      "sexta-feira",
      "sábado",
      "domingo",
    ],
    today: "hoje",
    tomorrow: "amanhã",
    backAt: "de volta às {time}, horário local, {day}",
    openUntil: "aberto até as {time}, horário local, {day}",
    alwaysOpen: "sempre aberto",
    neverOpen: "fechado até novo aviso",
  },
  it: {
    weekdays: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    today: "oggi",
    tomorrow: "domani",
    backAt: "di nuovo qui alle {time}, ora locale, {day}",
    openUntil: "aperto fino alle {time}, ora locale, {day}",
    alwaysOpen: "sempre aperto",
    neverOpen: "chiuso fino a nuovo avviso",
  },
  nl: {
    weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    today: "vandaag",
    tomorrow: "morgen",
    backAt: "terug om {time} uw tijd, {day}",
    openUntil: "open tot {time} uw tijd, {day}",
    alwaysOpen: "altijd open",
    neverOpen: "gesloten tot nader order",
  },
  sv: {
    weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    today: "idag",
    tomorrow: "imorgon",
    backAt: "tillbaka kl. {time} din tid, {day}",
    openUntil: "öppet till kl. {time} din tid, {day}",
    alwaysOpen: "alltid öppet",
    neverOpen: "stängt tills vidare",
  },
  pl: {
    weekdays: ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    today: "dzisiaj",
    tomorrow: "jutro",
    backAt: "wracamy o {time} czasu lokalnego, {day}",
    openUntil: "otwarte do {time} czasu lokalnego, {day}",
    alwaysOpen: "zawsze otwarte",
    neverOpen: "zamknięte do odwołania",
  },
  ja: {
    weekdays: ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"],
    today: "本日",
    tomorrow: "明日",
    backAt: "{day} {time}（現地時間）に再開します",
    openUntil: "{day} {time}（現地時間）まで営業しています",
    alwaysOpen: "24時間営業しています",
    neverOpen: "当面の間、休業しています",
  },
  zh: {
    weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
    today: "今天",
    tomorrow: "明天",
    backAt: "{day} {time}（您的当地时间）恢复服务",
    openUntil: "服务至{day} {time}（您的当地时间）",
    alwaysOpen: "全天候服务",
    neverOpen: "暂停服务，另行通知",
  },
  "zh-Hant": {
    weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
    today: "今天",
    tomorrow: "明天",
    backAt: "{day} {time}（您的當地時間）恢復服務",
    openUntil: "服務至{day} {time}（您的當地時間）",
    alwaysOpen: "全天候服務",
    neverOpen: "暫停服務，另行通知",
  },
  ko: {
    weekdays: ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
    today: "오늘",
    tomorrow: "내일",
    backAt: "{day} {time}(현지 시간)에 다시 운영합니다",
    openUntil: "{day} {time}(현지 시간)까지 운영합니다",
    alwaysOpen: "연중무휴 운영합니다",
    neverOpen: "추후 공지 시까지 운영하지 않습니다",
  },
};
