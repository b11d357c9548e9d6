// The structure of the transparency report: Annex I of Implementing Regulation (EU) 2024/2835, English version. Titles and
// indicators are exact, also where they end with a blank. Generated from the Commission's template; not edited by hand.
export const template = {
  sheets: [
    {
      "name": "1_report_identification",
      "columns": [
        "Applicability",
        "Service",
        "Indicator",
        "Value"
      ]
    },
    {
      "name": "2_categories_names",
      "columns": [
        "Category label",
        "Category description",
        "Category of illegal content / incompatible with the terms and conditions",
        "Contextual information"
      ]
    },
    {
      "name": "3_member_states_orders",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Category of illegal content",
        "Description of the sub-category \"Other\"",
        "Scope",
        "Number of orders to act against illegal content received",
        "Number of specific items of information included in the total number of orders to act against illegal content",
        "Median time to inform the authority of the receipt of the order to act against illegal content",
        "Median time to give effect to the order to act against illegal content",
        "Number of orders to provide information",
        "Median time to inform the authority of the receipt of the order to provide information",
        "Median time to give effect to the order to provide information",
        "Contextual information on number of orders to act against illegal content received",
        "Contextual information on number of specific items of information included in the total number of orders to act against illegal content",
        "Contextual information on Median time to inform the authority of the receipt of the order to act against illegal content",
        "Contextual information on Median time to give effect to the order to act against illegal content",
        "Contextual information on Number of orders to provide information",
        "Contextual information on Median time to inform the authority of the receipt of the order to provide information",
        "Contextual information on Median time to give effect to the order to provide information"
      ]
    },
    {
      "name": "4_notices",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Category of illegal content",
        "Description of the sub-category \"Other\"",
        "Number of notices received ",
        "Number of notices received from Trusted flaggers",
        "Number of specific items of information included in the total number of notices",
        "Number of specific items of information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices)",
        "Median time to take action",
        "Median time to take action (Trusted Flagger notices)",
        "Number of actions taken on the basis of the law",
        "Number of actions taken on the basis of the law (Trusted Flagger notices)",
        "Number of actions taken on the basis of the terms and conditions of the service",
        "Number of actions taken on the basis of the terms and conditions of the service (Trusted Flagger notices)",
        "Contextual information on Number of notices received ",
        "Contextual information on Number of notices received from Trusted flaggers",
        "Contextual information on Number of specific items of information included in the total number of notices",
        "Contextual information on Number of specific items of information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices)",
        "Contextual information on Median time to take action",
        "Contextual information on Median time to take action (Trusted Flagger notices)",
        "Contextual information on Number of actions taken on the basis of the law",
        "Contextual information on Number of actions taken on the basis of the law (Trusted Flagger notices)",
        "Contextual information on Number of actions taken on the basis of the terms and conditions of the service",
        "Contextual information on Number of actions taken on the basis of the terms and conditions of the service (Trusted Flagger notices)"
      ]
    },
    {
      "name": "5_own_initiative_illegal",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Category of illegal content",
        "Description of the sub-category \"Other\"",
        "Number of measures taken at the provider's own initiative ",
        "Number of measures taken after detection with solely automated means ",
        "Visibility restriction Removal",
        "Visibility restriction Disable",
        "Visibility restriction Demoted",
        "Visibility restriction Age restricted",
        "Visibility restriction Interaction restricted",
        "Visibility restriction Labelled ",
        "Visibility restriction Other",
        "Monetary restriction Suspension",
        "Monetary restriction Termination",
        "Monetary restriction Other",
        "Provision of the service Suspension",
        "Provision of the service Termination",
        "Account restriction Suspension",
        "Account restriction Termination",
        "Contextual Information on Number of measures taken at the provider's own initiative ",
        "Contextual Information on Number of measures taken after detection with solely automated means ",
        "Contextual Information on Visibility restriction Removal",
        "Contextual Information on Visibility restriction Disable",
        "Contextual Information on Visibility restriction Demoted",
        "Contextual Information on Visibility restriction Age restricted",
        "Contextual Information on Visibility restriction Interaction restricted",
        "Contextual Information on Visibility restriction Labelled ",
        "Contextual Information on Visibility restriction Other",
        "Contextual Information on Monetary restriction Suspension",
        "Contextual Information on Monetary restriction Termination",
        "Contextual Information on Monetary restriction Other",
        "Contextual Information on Provision of the service Suspension",
        "Contextual Information on Provision of the service Termination",
        "Contextual Information on Account restriction Suspension",
        "Contextual Information on Account restriction Termination"
      ]
    },
    {
      "name": "6_own_initiative_TC",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Category of incompatibility with the provider's terms and conditions",
        "Description of the sub-category \"Other\"",
        "Number of measures taken at the provider's own initiative ",
        "Number of measures taken after detection with solely automated means ",
        "Visibility restriction Removal",
        "Visibility restriction Disable",
        "Visibility restriction Demoted",
        "Visibility restriction Age restricted",
        "Visibility restriction Interaction restricted",
        "Visibility restriction Labelled ",
        "Visibility restriction Other",
        "Monetary restriction Suspension",
        "Monetary restriction Termination",
        "Monetary restriction Other",
        "Provision of the service Suspension",
        "Provision of the service Termination",
        "Account restriction Suspension",
        "Account restriction Termination",
        "Contextual Information on Number of measures taken at the provider's own initiative ",
        "Contextual Information on Number of measures taken after detection with solely automated means ",
        "Contextual Information on Visibility restriction Removal",
        "Contextual Information on Visibility restriction Disable",
        "Contextual Information on Visibility restriction Demoted",
        "Contextual Information on Visibility restriction Age restricted",
        "Contextual Information on Visibility restriction Interaction restricted",
        "Contextual Information on Visibility restriction Labelled ",
        "Contextual Information on Visibility restriction Other",
        "Contextual Information on Monetary restriction Suspension",
        "Contextual Information on Monetary restriction Termination",
        "Contextual Information on Monetary restriction Other",
        "Contextual Information on Provision of the service Suspension",
        "Contextual Information on Provision of the service Termination",
        "Contextual Information on Account restriction Suspension",
        "Contextual Information on Account restriction Termination"
      ]
    },
    {
      "name": "7_appeals_and_recidivism",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Section",
        "Indicator",
        "Scope",
        "Value",
        "Contextual Information"
      ]
    },
    {
      "name": "8_automated_means",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Section",
        "Indicator",
        "Scope",
        "Value",
        "Contextual Information"
      ]
    },
    {
      "name": "9_human_resources",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Section",
        "Indicator",
        "Scope",
        "Value",
        "Contextual information"
      ]
    },
    {
      "name": "10_AMAR",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Section",
        "Indicator",
        "Scope",
        "Value"
      ]
    },
    {
      "name": "11_qualitative",
      "columns": [
        "Applicability",
        "Service",
        "Reporting period",
        "Indicator",
        "Value"
      ]
    }
  ],
  categories: [
    {
      "key": "STATEMENT_CATEGORY_ANIMAL_WELFARE",
      "label": "Category 1",
      "description": "Animal welfare",
      "keywords": [
        {
          "key": "KEYWORD_ANIMAL_HARM",
          "label": "Category 1a",
          "description": "Animal harm"
        },
        {
          "key": "KEYWORD_UNLAWFUL_SALE_ANIMALS",
          "label": "Category 1b",
          "description": "Unlawful sale of animals"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 1c",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_CONSUMER_INFORMATION",
      "label": "Category 2",
      "description": "Consumer information infringements",
      "keywords": [
        {
          "key": "KEYWORD_HIDDEN_ADVERTISEMENT",
          "label": "Category 2a",
          "description": "Hidden advertisement or commercial communication, including by influencers"
        },
        {
          "key": "KEYWORD_INSUFFICIENT_INFORMATION_ON_TRADERS",
          "label": "Category 2b",
          "description": "Insufficient information on traders"
        },
        {
          "key": "KEYWORD_MISLEADING_INFO_GOODS_SERVICES",
          "label": "Category 2c",
          "description": "Misleading information about the characteristics of the goods and services"
        },
        {
          "key": "KEYWORD_MISLEADING_INFO_CONSUMER_RIGHTS",
          "label": "Category 2d",
          "description": "Misleading information about the consumer’s rights"
        },
        {
          "key": "KEYWORD_NONCOMPLIANCE_PRICING",
          "label": "Category 2e",
          "description": "Non-compliance with pricing regulations"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 2f",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
      "label": "Category 3",
      "description": "Cyber violence",
      "keywords": [
        {
          "key": "KEYWORD_CYBER_BULLYING_INTIMIDATION",
          "label": "Category 3a",
          "description": "Cyber bullying and intimidation"
        },
        {
          "key": "KEYWORD_CYBER_HARASSMENT",
          "label": "Category 3b",
          "description": "Cyber harassment"
        },
        {
          "key": "KEYWORD_CYBER_INCITEMENT",
          "label": "Category 3c",
          "description": "Cyber incitement to hatred or violence"
        },
        {
          "key": "KEYWORD_CYBER_STALKING",
          "label": "Category 3d",
          "description": "Cyber stalking"
        },
        {
          "key": "KEYWORD_NON_CONSENSUAL_IMAGE_SHARING",
          "label": "Category 3e",
          "description": "Non-consensual (intimate) material sharing, including (image-based) sexual abuse (excluding content depicting minors)"
        },
        {
          "key": "KEYWORD_NON_CONSENSUAL_MATERIAL_DEEPFAKE",
          "label": "Category 3f",
          "description": "Non-consensual sharing of material containing deepfake or similar technology using a third party's features (excluding content depicting minors)"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 3g",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN",
      "label": "Category 4",
      "description": "Cyber violence against women",
      "keywords": [
        {
          "key": "KEYWORD_BULLYING_AGAINST_GIRLS",
          "label": "Category 4a",
          "description": "Cyber bullying and intimidation against girls"
        },
        {
          "key": "KEYWORD_CYBER_HARASSMENT_AGAINST_WOMEN",
          "label": "Category 4b",
          "description": "Cyber harassment against women"
        },
        {
          "key": "KEYWORD_CYBER_STALKING_AGAINST_WOMEN",
          "label": "Category 4c",
          "description": "Cyber stalking against women"
        },
        {
          "key": "KEYWORD_FEMALE_GENDERED_DISINFORMATION",
          "label": "Category 4d",
          "description": "Gendered disinformation"
        },
        {
          "key": "KEYWORD_INCITEMENT_AGAINST_WOMEN",
          "label": "Category 4e",
          "description": "Illegal incitement to violence and hatred against women"
        },
        {
          "key": "KEYWORD_NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN",
          "label": "Category 4f",
          "description": "Non-consensual (intimate) material sharing against women, including (image-based) sexual abuse against women (excluding content depicting minors)"
        },
        {
          "key": "KEYWORD_NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN",
          "label": "Category 4g",
          "description": "Non-consensual sharing of material containing deepfake or similar technology using a third party's features against women (excluding content depicting minors)"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 4h",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
      "label": "Category 5",
      "description": "Data protection and privacy violations",
      "keywords": [
        {
          "key": "KEYWORD_BIOMETRIC_DATA_BREACH",
          "label": "Category 5a",
          "description": "Biometric data breach"
        },
        {
          "key": "KEYWORD_DATA_FALSIFICATION",
          "label": "Category 5b",
          "description": "Data falsification"
        },
        {
          "key": "KEYWORD_MISSING_PROCESSING_GROUND",
          "label": "Category 5c",
          "description": "Missing processing ground for data"
        },
        {
          "key": "KEYWORD_RIGHT_TO_BE_FORGOTTEN",
          "label": "Category 5d",
          "description": "Right to be forgotten"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 5e",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
      "label": "Category 6",
      "description": "Illegal or harmful speech",
      "keywords": [
        {
          "key": "KEYWORD_DEFAMATION",
          "label": "Category 6a",
          "description": "Defamation"
        },
        {
          "key": "KEYWORD_DISCRIMINATION",
          "label": "Category 6b",
          "description": "Discrimination"
        },
        {
          "key": "KEYWORD_HATE_SPEECH",
          "label": "Category 6c",
          "description": "Illegal incitement to violence and hatred based on protected characteristics (hate speech)"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 6d",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
      "label": "Category 7",
      "description": "Intellectual property infringements",
      "keywords": [
        {
          "key": "KEYWORD_COPYRIGHT_INFRINGEMENT",
          "label": "Category 7a",
          "description": "Copyright infringements"
        },
        {
          "key": "KEYWORD_DESIGN_INFRINGEMENT",
          "label": "Category 7b",
          "description": "Design infringements"
        },
        {
          "key": "KEYWORD_GEOGRAPHIC_INDICATIONS_INFRINGEMENT",
          "label": "Category 7c",
          "description": "Geographical indications infringements"
        },
        {
          "key": "KEYWORD_PATENT_INFRINGEMENT",
          "label": "Category 7d",
          "description": "Patent infringements"
        },
        {
          "key": "KEYWORD_TRADE_SECRET_INFRINGEMENT",
          "label": "Category 7e",
          "description": "Trade secret infringements"
        },
        {
          "key": "KEYWORD_TRADEMARK_INFRINGEMENT",
          "label": "Category 7f",
          "description": "Trademark infringements"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 7g",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
      "label": "Category 8",
      "description": "Negative effects on civic discourse or elections",
      "keywords": [
        {
          "key": "KEYWORD_MISINFORMATION_DISINFORMATION",
          "label": "Category 8a",
          "description": "Misinformation, disinformation, foreign information manipulation and interference"
        },
        {
          "key": "KEYWORD_VIOLATION_EU_LAW",
          "label": "Category 8b",
          "description": "Violation of EU law relevant to civic discourse or elections"
        },
        {
          "key": "KEYWORD_VIOLATION_NATIONAL_LAW",
          "label": "Category 8c",
          "description": "Violation of national law relevant to civic discourse or elections"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 8d",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
      "label": "Category 9",
      "description": "Protection of minors",
      "keywords": [
        {
          "key": "KEYWORD_AGE_SPECIFIC_RESTRICTIONS_MINORS",
          "label": "Category 9a",
          "description": "Age-specific restrictions concerning minors"
        },
        {
          "key": "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL",
          "label": "Category 9b",
          "description": "Child sexual abuse material"
        },
        {
          "key": "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE",
          "label": "Category 9c",
          "description": "Child sexual abuse material containing deepfake or similar technology"
        },
        {
          "key": "KEYWORD_GROOMING_SEXUAL_ENTICEMENT_MINORS",
          "label": "Category 9d",
          "description": "Grooming/sexual enticement of minors"
        },
        {
          "key": "KEYWORD_UNSAFE_CHALLENGES",
          "label": "Category 9e",
          "description": "Unsafe challenges"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 9f",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
      "label": "Category 10",
      "description": "Risk for public security",
      "keywords": [
        {
          "key": "KEYWORD_ILLEGAL_ORGANIZATIONS",
          "label": "Category 10a",
          "description": "Illegal organizations"
        },
        {
          "key": "KEYWORD_RISK_ENVIRONMENTAL_DAMAGE",
          "label": "Category 10b",
          "description": "Risk for environmental damage"
        },
        {
          "key": "KEYWORD_RISK_PUBLIC_HEALTH",
          "label": "Category 10c",
          "description": "Risk for public health"
        },
        {
          "key": "KEYWORD_TERRORIST_CONTENT",
          "label": "Category 10d",
          "description": "Terrorist content"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 10e",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
      "label": "Category 11",
      "description": "Scams and/or fraud",
      "keywords": [
        {
          "key": "KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING",
          "label": "Category 11a",
          "description": "Impersonation or account hijacking"
        },
        {
          "key": "KEYWORD_INAUTHENTIC_ACCOUNTS",
          "label": "Category 11b",
          "description": "Inauthentic accounts"
        },
        {
          "key": "KEYWORD_INAUTHENTIC_LISTINGS",
          "label": "Category 11c",
          "description": "Inauthentic listings"
        },
        {
          "key": "KEYWORD_INAUTHENTIC_USER_REVIEWS",
          "label": "Category 11d",
          "description": "Inauthentic user reviews"
        },
        {
          "key": "KEYWORD_PHISHING",
          "label": "Category 11e",
          "description": "Phishing"
        },
        {
          "key": "KEYWORD_PYRAMID_SCHEMES",
          "label": "Category 11f",
          "description": "Pyramid schemes"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 11g",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_SELF_HARM",
      "label": "Category 12",
      "description": "Self-harm",
      "keywords": [
        {
          "key": "KEYWORD_CONTENT_PROMOTING_EATING_DISORDERS",
          "label": "Category 12a",
          "description": "Content promoting eating disorders"
        },
        {
          "key": "KEYWORD_SELF_MUTILATION",
          "label": "Category 12b",
          "description": "Self-mutilation"
        },
        {
          "key": "KEYWORD_SUICIDE",
          "label": "Category 12c",
          "description": "Suicide"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 12d",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
      "label": "Category 13",
      "description": "Unsafe, non-compliant or prohibited products",
      "keywords": [
        {
          "key": "KEYWORD_PROHIBITED_PRODUCTS",
          "label": "Category 13a",
          "description": "Prohibited or restricted products"
        },
        {
          "key": "KEYWORD_UNSAFE_PRODUCTS",
          "label": "Category 13b",
          "description": "Unsafe or non-compliant products"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 13c",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_VIOLENCE",
      "label": "Category 14",
      "description": "Violence",
      "keywords": [
        {
          "key": "KEYWORD_COORDINATED_HARM",
          "label": "Category 14a",
          "description": "Coordinated harm"
        },
        {
          "key": "KEYWORD_INCITEMENT_VIOLENCE_HATRED",
          "label": "Category 14b",
          "description": "General calls or incitement to violence and/or hatred"
        },
        {
          "key": "KEYWORD_HUMAN_EXPLOITATION",
          "label": "Category 14c",
          "description": "Human exploitation"
        },
        {
          "key": "KEYWORD_HUMAN_TRAFFICKING",
          "label": "Category 14d",
          "description": "Human trafficking"
        },
        {
          "key": "KEYWORD_TRAFFICKING_WOMEN_GIRLS",
          "label": "Category 14e",
          "description": "Trafficking in women and girls"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 14f",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
      "label": "Category 15",
      "description": "Other violation of provider’s terms and conditions",
      "keywords": [
        {
          "key": "KEYWORD_ADULT_SEXUAL_MATERIAL",
          "label": "Category 15a",
          "description": "Adult sexual material"
        },
        {
          "key": "KEYWORD_AGE_SPECIFIC_RESTRICTIONS",
          "label": "Category 15b",
          "description": "Age-specific restrictions"
        },
        {
          "key": "KEYWORD_GEOGRAPHICAL_REQUIREMENTS",
          "label": "Category 15c",
          "description": "Geographical requirements"
        },
        {
          "key": "KEYWORD_GOODS_SERVICES_NOT_PERMITTED",
          "label": "Category 15d",
          "description": "Goods/services not permitted to be offered on the platform"
        },
        {
          "key": "KEYWORD_LANGUAGE_REQUIREMENTS",
          "label": "Category 15e",
          "description": "Language requirements"
        },
        {
          "key": "KEYWORD_NUDITY",
          "label": "Category 15f",
          "description": "Nudity"
        },
        {
          "key": "KEYWORD_OTHER",
          "label": "Category 15g",
          "description": "Not captured by any other sub-category"
        }
      ]
    },
    {
      "key": "STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER",
      "label": "Category 16",
      "description": "Type of illegal content not specified by the public authority",
      "keywords": []
    },
    {
      "key": "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE",
      "label": "Category 17",
      "description": "Type of alleged illegal content not specified by the notifier",
      "keywords": []
    }
  ],
  identification: [
    "Name of the service provider",
    "Date of the publication of the report",
    "Date of the publication of the latest previous report",
    "Starting date of reporting period",
    "Ending date of reporting period"
  ],
  complaints: [
    [
      "All",
      "Internal complaints mechanism",
      "Number of complaints submitted to the internal-complaints mechanism",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Number of complaints submitted to the internal-complaints mechanism",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Number of complaints submitted to the internal-complaints mechanism",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Number of complaints submitted to the internal-complaints mechanism",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Number of complaints submitted to the internal-complaints mechanism",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Number of complaints submitted to the internal-complaints mechanism",
      "Decision omitted"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Number of restrictions newly imposed as a result of an internal complaint",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to remove or disable access to or restrict visibility of information",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to remove or disable access to or restrict visibility of information",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to remove or disable access to or restrict visibility of information",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to remove or disable access to or restrict visibility of information",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to remove or disable access to or restrict visibility of information",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate the provision of the service",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate the provision of the service",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate the provision of the service",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate the provision of the service",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate the provision of the service",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate an account ",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate an account ",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate an account ",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate an account ",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to suspend or terminate an account ",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to restrict the ability to monetise information",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to restrict the ability to monetise information",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to restrict the ability to monetise information",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to restrict the ability to monetise information",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision to restrict the ability to monetise information",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted by a Trusted Flagger in accordance with Article 16",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted by a Trusted Flagger in accordance with Article 16",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted by a Trusted Flagger in accordance with Article 16",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted by a Trusted Flagger in accordance with Article 16",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Internal complaints mechanism",
      "Complaint regarding a decision not to take action on a notice submitted by a Trusted Flagger in accordance with Article 16",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Decisions upheld"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Decisions partially reversed"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Decisions reversed"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Median time"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Decision omitted"
    ],
    [
      "Only for providers of online platforms",
      "Out-of-court dispute settlement bodies",
      "Number of disputes submitted to out-of-court dispute settlement bodies",
      "Percentage of outcomes implemented"
    ],
    [
      "Only for providers of online platforms",
      "Suspensions imposed on repeated offenders",
      "Number of suspensions enacted for the provision of manifestly illegal content ",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Suspensions imposed on repeated offenders",
      "Number of suspensions enacted for the provision of manifestly unfounded notices",
      "Total number"
    ],
    [
      "Only for providers of online platforms",
      "Suspensions imposed on repeated offenders",
      "Number of suspensions enacted for the provision of manifestly unfounded complaints",
      "Total number"
    ]
  ],
  automated: [
    [
      "All",
      "Use of automated means for content moderation",
      "Number of measures solely taken by automated means ",
      "Total number"
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Number of measures not taken by automated means",
      "Total number"
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "Total number"
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "Total number"
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "Total number"
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Number of measures solely taken by automated means ",
      "Own-initiative "
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Number of measures not taken by automated means",
      "Own-initiative "
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "Own-initiative "
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "Own-initiative "
    ],
    [
      "All",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "Own-initiative "
    ],
    [
      "Only for providers of hosting services, including online platforms",
      "Use of automated means for content moderation",
      "Number of notices solely processed by automated means ",
      "NAM Total"
    ],
    [
      "Only for providers of hosting services, including online platforms",
      "Use of automated means for content moderation",
      "Number of notices not processed by automated means",
      "NAM Total"
    ],
    [
      "Only for providers of hosting services, including online platforms",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "NAM Total"
    ],
    [
      "Only for providers of hosting services, including online platforms",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "NAM Total"
    ],
    [
      "Only for providers of hosting services, including online platforms",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "NAM Total"
    ],
    [
      "Only for providers of online platforms",
      "Use of automated means for content moderation",
      "Number of notices solely processed by automated means ",
      "NAM Trusted Flagger"
    ],
    [
      "Only for providers of online platforms",
      "Use of automated means for content moderation",
      "Number of notices not processed by automated means",
      "NAM Trusted Flagger"
    ],
    [
      "Only for providers of online platforms",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "NAM Trusted Flagger"
    ],
    [
      "Only for providers of online platforms",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "NAM Trusted Flagger"
    ],
    [
      "Only for providers of online platforms",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "NAM Trusted Flagger"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Number of measures solely taken by automated means ",
      "bg"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Number of measures solely taken by automated means ",
      "[...]"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Number of measures solely taken by automated means ",
      "sv"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Number of measures not taken by automated means",
      "bg"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Number of measures not taken by automated means",
      "[...]"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Number of measures not taken by automated means",
      "sv"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "bg"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "[...]"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "sv"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "bg"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "[...]"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "sv"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Accuracy",
      "bg"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Precision",
      "[...]"
    ],
    [
      "Only for VLOPs",
      "Use of automated means for content moderation",
      "Accuracy of the automated means - Recall",
      "sv"
    ]
  ],
  people: [
    [
      "Only for VLOPs",
      "Human resources dedicated to content moderation ",
      "Number of internal moderators employed by the provider",
      "Total number"
    ],
    [
      "Only for VLOPs",
      "Human resources dedicated to content moderation ",
      "Number of external moderators contracted by the provider",
      "Total number"
    ],
    [
      "Only for VLOPs",
      "Human resources dedicated to content moderation ",
      "Number of total moderators with sufficient linguistic expertise ",
      "Total number"
    ],
    [
      "Only for VLOPs",
      "Human resources dedicated to content moderation ",
      "Number of total moderators with sufficient linguistic expertise ",
      "bg"
    ],
    [
      "Only for VLOPs",
      "Human resources dedicated to content moderation ",
      "Number of total moderators with sufficient linguistic expertise ",
      "[...]"
    ],
    [
      "Only for VLOPs",
      "Human resources dedicated to content moderation ",
      "Number of total moderators with sufficient linguistic expertise ",
      "sv"
    ]
  ],
  recipients: [
    [
      "Only for VLOPs and VLOSEs",
      "AMAR",
      "Number of average monthly active recipients during the reporting period ",
      "TOTAL"
    ],
    [
      "Only for VLOPs and VLOSEs",
      "AMAR",
      "Number of average monthly active recipients during the reporting period ",
      "AT"
    ],
    [
      "Only for VLOPs and VLOSEs",
      "AMAR",
      "Number of average monthly active recipients during the reporting period ",
      "[...]"
    ],
    [
      "Only for VLOPs and VLOSEs",
      "AMAR",
      "Number of average monthly active recipients during the reporting period ",
      "SE"
    ]
  ],
  texts: [
    [
      "All",
      "Summary of the content moderation engaged in at the providers’ own initiative"
    ],
    [
      "All",
      "Meaningful and comprehensible information regarding content moderation engaged in at the providers' own initiative"
    ],
    [
      "All",
      "Qualitative description of the automated means"
    ],
    [
      "All",
      "Qualitative description of indicators of accuracy and possible rate of error of automated means"
    ],
    [
      "All",
      "Specification of the precise purposes to apply automated means"
    ],
    [
      "All",
      "Safeguards applied to the use of automated means"
    ],
    [
      "Only for VLOPs",
      "High-level description of the content moderation governance structure"
    ],
    [
      "Only for VLOPs",
      "Qualifications of the human resources dedicated to content moderation"
    ],
    [
      "Only for VLOPs",
      "Training given to human resources dedicated to content moderation"
    ],
    [
      "Only for VLOPs",
      "Support given to human resources dedicated to content moderation "
    ],
    [
      "Only for VLOPs",
      "Methodology used to compute the number of human resources dedicated to content moderation  "
    ]
  ],
};
