const names = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Parameters of an address that say where a reader came from, never what is shown. */
export const alwaysTracking = names(
  "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh _ga _gl mc_cid mc_eid mkt_tok spm scm pvid gps-id ref_src ref_url",
);

export const trackingPrefixes: readonly string[] = ["utm_", "aff_", "algo_", "pdp_", "hsa_", "oly_", "vero_"];

/** Parameters that track on these hosts, and may mean something elsewhere. */
export const trackingOfHost: readonly { suffix: string; names: ReadonlySet<string> }[] = [
  {
    suffix: "aliexpress.com",
    names: names(
      "btsid ws_ab_test sourcetype gatewayadapt srcsns terminal_id curpageloguid _t _randl_currency _randl_shipto sk platform businesstype spreadtype tt sharetype",
    ),
  },
  { suffix: "alibaba.com", names: names("src tracelog bypass selectedcarriercode cps_sk") },
  {
    suffix: "weixin.qq.com",
    names: names(
      "chksm scene sharer_shareinfo sharer_shareinfo_first sharer_sharetime sharer_shareid ascene devicetype version nettype abtest_cookie lang exportkey pass_ticket wx_header srcid session_us clicktime enterid subscene countrycode fontgear fontscale",
    ),
  },
  {
    suffix: "taobao.com",
    names: names(
      "ut_sk sourcetype suid shareurl un share_crt_v sp_tk cpp shareuniqueid app price tbsocialpopkey ali_refid ali_trackid pisk mm_sceneid",
    ),
  },
];
